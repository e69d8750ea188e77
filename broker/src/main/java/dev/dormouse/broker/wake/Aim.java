package dev.dormouse.broker.wake;

/** Why a wake goes on. */
enum Aim {
  /** Somebody is at the door: whatever was before, it shall be awake. */
  LOGIN,

  /** A start was begun and left half-way: finish it, and begin none that nobody asked for. */
  FINISH
}
