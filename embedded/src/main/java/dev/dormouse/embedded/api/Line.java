package dev.dormouse.embedded.api;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.ServerWebSocket;
import java.nio.charset.StandardCharsets;

/** Where a watch writes to: a response without end, or a web socket. */
sealed interface Line {
  void send(byte[] event);

  boolean full();

  void onDrain(Runnable then);

  void onClosed(Runnable then);

  /** After what was sent. */
  void end();

  /** At once. */
  void cut();

  /** One event after the other, as curl and Go read them. */
  record Http(HttpServerResponse response) implements Line {
    @Override
    public void send(byte[] event) {
      response.write(Buffer.buffer(event).appendByte((byte) '\n'));
    }

    @Override
    public boolean full() {
      return response.writeQueueFull();
    }

    @Override
    public void onDrain(Runnable then) {
      response.drainHandler(_ -> then.run());
    }

    @Override
    public void onClosed(Runnable then) {
      response.closeHandler(_ -> then.run());
      response.exceptionHandler(_ -> then.run());
    }

    @Override
    public void end() {
      response.end();
    }

    @Override
    public void cut() {
      response.reset();
    }
  }

  /** One event a message, as the fabric8 client reads them. */
  record Socket(ServerWebSocket socket) implements Line {
    @Override
    public void send(byte[] event) {
      socket.writeTextMessage(new String(event, StandardCharsets.UTF_8));
    }

    @Override
    public boolean full() {
      return socket.isClosed() || socket.writeQueueFull();
    }

    @Override
    public void onDrain(Runnable then) {
      socket.drainHandler(_ -> then.run());
    }

    @Override
    public void onClosed(Runnable then) {
      socket.closeHandler(_ -> then.run());
      socket.exceptionHandler(_ -> then.run());
    }

    @Override
    public void end() {
      socket.close();
    }

    @Override
    public void cut() {
      socket.close();
    }
  }
}
