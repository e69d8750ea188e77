// breaks pureRoomsKnowNoThreadsButThoseOfAWake
package dev.dormouse.broker.login;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

final class Pools {
  static ExecutorService pool() {
    return Executors.newVirtualThreadPerTaskExecutor();
  }
}
