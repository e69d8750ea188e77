// breaks vertxAndNettyStayOnTheDataPath
package dev.dormouse.reaper;

import io.netty.buffer.ByteBuf;

final class CountsBytes {
  static int count(ByteBuf bytes) {
    return bytes.readableBytes();
  }
}
