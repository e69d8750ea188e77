package dev.dormouse.embedded.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dormouse.embedded.api.store.Deletes;
import dev.dormouse.embedded.api.store.Kind.Trait;
import dev.dormouse.embedded.api.store.Kinds;
import dev.dormouse.embedded.api.store.Meta;
import dev.dormouse.embedded.api.store.Refusal;
import dev.dormouse.embedded.api.store.Store;
import dev.dormouse.embedded.api.store.Write.Part;
import dev.dormouse.embedded.api.store.Writes;
import dev.dormouse.embedded.api.store.Writes.Written;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;

/** The verbs on resources: which method on which path does what. */
final class Resources {
  private final Store store;
  private final Kinds kinds;
  private final Writes writes;
  private final Deletes deletes;
  private final ApiOptions options;

  Resources(Store store, Kinds kinds, Writes writes, Deletes deletes, ApiOptions options) {
    this.store = store;
    this.kinds = kinds;
    this.writes = writes;
    this.deletes = deletes;
    this.options = options;
  }

  void handle(RoutingContext context) {
    var address = Address.parse(kinds, context.normalizedPath());
    var query = new Query(context.queryParams());
    switch (address.part()) {
      case "" -> {
        if (address.name().isEmpty()) {
          onCollection(context, address, query);
        } else {
          onObject(context, address, query, Part.MAIN);
        }
      }
      case "status" -> {
        if (!address.kind().is(Trait.STATUS)) {
          throw Refusal.noSuchPath();
        }
        onObject(context, address, query, Part.STATUS);
      }
      case "binding" -> bind(context, address);
      case "log" ->
          LogTail.tell(context, store, onlyPods(address, "GET", context), query, options.logs());
      default -> throw Refusal.noSuchPath();
    }
  }

  /** A binding may also be posted to where bindings would be, if they were kept. */
  void bind(RoutingContext context) {
    var name = Bodies.object(context).at("/metadata/name").asText();
    bind(
        context,
        Address.parse(kinds, context.normalizedPath().replaceFirst("bindings$", "pods/" + name)));
  }

  private void bind(RoutingContext context, Address address) {
    onlyPods(address, "POST", context);
    var binding = new Binding(Bodies.object(context), options.clock().instant());
    var how = new Query(context.queryParams()).write();
    writes.update(address.kind(), address.key(), Part.WHOLE, binding::bind, how);
    Door.answer(context, 201, Refusal.status("Success").put("code", 201));
  }

  private static Address onlyPods(Address address, String method, RoutingContext context) {
    if (!address.kind().resource().equals("pods")) {
      throw Refusal.noSuchPath();
    }
    if (!context.request().method().name().equals(method)) {
      throw Refusal.methodNotAllowed();
    }
    return address;
  }

  private void onCollection(RoutingContext context, Address address, Query query) {
    switch (context.request().method().name()) {
      case "GET" -> {
        query.check();
        if (query.flag("watch")) {
          watch(context, address, query);
        } else {
          list(context, address, query);
        }
      }
      case "POST" -> {
        if (address.kind().is(Trait.NAMESPACED) && address.namespace().isEmpty()) {
          throw Refusal.methodNotAllowed();
        }
        var sent = Bodies.object(context, address.kind());
        tell(
            context,
            address,
            201,
            writes.create(address.kind(), address.namespace(), sent, query.write()));
      }
      case "DELETE" -> deleteAll(context, address, query);
      default -> throw Refusal.methodNotAllowed();
    }
  }

  private void onObject(RoutingContext context, Address address, Query query, Part part) {
    var kind = address.kind();
    var key = address.key();
    switch (context.request().method().name()) {
      case "GET" -> Door.answer(context, 200, form(context, address).one(store.get(kind, key)));
      case "PUT" -> {
        var sent = Bodies.object(context, kind);
        var code = store.shelf(kind).get(key).isPresent() ? 200 : 201;
        tell(context, address, code, writes.replace(kind, key, part, sent, query.write()));
      }
      case "PATCH" -> {
        var patch = Bodies.patch(context, kind);
        store.get(kind, key);
        tell(context, address, 200, writes.update(kind, key, part, patch, query.write()));
      }
      case "DELETE" -> {
        if (part != Part.MAIN) {
          throw Refusal.methodNotAllowed();
        }
        delete(context, address, query);
      }
      default -> throw Refusal.methodNotAllowed();
    }
  }

  private void list(RoutingContext context, Address address, Query query) {
    var selection = query.selection(address);
    var shelf = store.shelf(address.kind());
    var asked = query.number("resourceVersion").orElse(0);
    if (asked > store.version()) {
      throw Refusal.tooLargeVersion(asked, store.version());
    }
    var exactly = asked > 0 && query.text("resourceVersionMatch").equals("Exact");
    if (exactly && asked < shelf.floor()) {
      throw Refusal.expired("The provided resource version is too old: " + asked);
    }
    var objects = exactly ? shelf.at(asked) : shelf.all();
    var version = exactly ? asked : store.version();
    var selected = objects.stream().filter(selection::has).toList();
    Door.answer(context, 200, form(context, address).list(selected, version));
  }

  private void watch(RoutingContext context, Address address, Query query) {
    var selection = query.selection(address);
    query.number("resourceVersion");
    var vertx = context.vertx();
    var request = context.request();
    var every = options.bookmarkEvery();
    if (request.headers().contains(HttpHeaders.UPGRADE, "websocket", true)) {
      var plain = new Form.Plain(address.kind());
      request
          .toWebSocket()
          .onSuccess(
              socket ->
                  Watch.begin(
                      vertx,
                      store,
                      address.kind(),
                      selection,
                      plain,
                      new Line.Socket(socket),
                      query,
                      every))
          .onFailure(context::fail);
    } else {
      var response =
          context
              .response()
              .setChunked(true)
              .putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
      response.writeHead();
      var line = new Line.Http(response);
      Watch.begin(
          vertx, store, address.kind(), selection, form(context, address), line, query, every);
    }
  }

  private void delete(RoutingContext context, Address address, Query query) {
    var kind = address.kind();
    var ask = Bodies.deletion(context, query);
    var deleted = deletes.delete(kind, address.key(), ask);
    if (deleted.gone() && !kind.is(Trait.ANSWERS_DELETED)) {
      var status = Refusal.status("Success");
      var details = status.putObject("details").put("name", address.name());
      if (!kind.group().isEmpty()) {
        details.put("group", kind.group());
      }
      details.put("kind", kind.plural()).put("uid", new Meta(deleted.object()).uid());
      Door.answer(context, 200, status);
    } else {
      Door.answer(context, 200, deleted.object());
    }
  }

  private void deleteAll(RoutingContext context, Address address, Query query) {
    if (address.kind().plural().equals("namespaces")) {
      throw Refusal.methodNotAllowed();
    }
    var selection = query.selection(address);
    var ask = Bodies.deletion(context, query);
    var deleted = new ArrayList<ObjectNode>();
    for (var object : store.shelf(address.kind()).all()) {
      if (selection.has(object)) {
        deleted.add(deletes.delete(address.kind(), new Meta(object).key(), ask).object());
      }
    }
    Door.answer(
        context, 200, new Form.Plain(address.kind()).list(List.copyOf(deleted), store.version()));
  }

  private void tell(RoutingContext context, Address address, int code, Written written) {
    for (var field : written.dropped()) {
      context.response().headers().add("Warning", "299 - \"unknown field \\\"" + field + "\\\"\"");
    }
    Door.answer(context, code, form(context, address).one(written.object()));
  }

  private Form form(RoutingContext context, Address address) {
    var query = new Query(context.queryParams());
    return Form.asked(context, address.kind(), query, options.clock());
  }
}
