package dev.dormouse.e2e.proxy;

/** What a call asks for, in the words of Kubernetes' RBAC. */
public enum Verb {
  GET,
  LIST,
  WATCH,
  CREATE,
  UPDATE,
  PATCH,
  DELETE,
  DELETECOLLECTION;

  static Verb of(String method, boolean named, boolean watch) {
    return switch (method) {
      case "POST" -> CREATE;
      case "PUT" -> UPDATE;
      case "PATCH" -> PATCH;
      case "DELETE" -> named ? DELETE : DELETECOLLECTION;
      default -> watch ? WATCH : named ? GET : LIST;
    };
  }
}
