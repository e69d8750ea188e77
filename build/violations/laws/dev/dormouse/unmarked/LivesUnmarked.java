// breaks everyPackageIsNullMarked
package dev.dormouse.unmarked;

final class LivesUnmarked {}
