// breaks pureRoomsKnowNoThreadsButThoseOfAWake
package dev.dormouse.reaper.fit;

final class StartsAThread {
  static Thread start(Runnable work) {
    return Thread.ofVirtual().start(work);
  }
}
