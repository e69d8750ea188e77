package dev.dormouse.crds;

import java.util.List;

final class Raw {
  static int size(List all) {
    return all.size();
  }
}
