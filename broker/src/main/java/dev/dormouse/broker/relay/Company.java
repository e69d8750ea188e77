package dev.dormouse.broker.relay;

import java.util.function.Supplier;

/**
 * Who goes along with a relay, and changes none of its messages.
 *
 * @param traffic counts what of it is use
 * @param meter counts all of it, for everybody together
 * @param bell hears when the session asks for the broker
 * @param witness sees what is asked for
 * @param epitaph why the session has ended, if it has, for who was in it; else empty
 */
public record Company(
    Traffic traffic, Meter meter, Bell bell, Witness witness, Supplier<String> epitaph) {
  /** Of a relay that nobody cares for. */
  public static Company none() {
    return new Company(new Traffic(), new Unread(), Bell.UNHEARD, Witness.BLIND, () -> "");
  }

  private record Unread() implements Meter {
    @Override
    public void up(int bytes) {}

    @Override
    public void down(int bytes) {}

    @Override
    public void pausedUp(boolean now) {}

    @Override
    public void pausedDown(boolean now) {}
  }
}
