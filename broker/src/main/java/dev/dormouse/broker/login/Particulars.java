package dev.dormouse.broker.login;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be told of a session beside its state. A time that nobody has written down is null, as
 * in the status that it comes from: whoever shows it leaves its line out.
 *
 * @param made what it is made from: {@code debian, 2 cpu, 4 GiB}
 * @param leaving it is being deleted
 * @param open how many connections there are to it, at all brokers
 * @param since when it came into its state
 * @param sleepsAt when it falls asleep if nothing happens until then
 * @param idleSince when it was last needed, and nobody is connected
 * @param keptUntil it doesn't fall asleep before
 * @param why it is kept awake, sleeps at that time, or sleeps; a sentence's part, or empty
 * @param used how many seconds its pods have run, up to countedTo
 * @param saved how many seconds it has slept instead, up to countedTo
 * @param notes what whoever looks after it should know
 */
public record Particulars(
    String made,
    boolean leaving,
    int open,
    @Nullable Instant since,
    @Nullable Instant sleepsAt,
    @Nullable Instant idleSince,
    @Nullable Instant keptUntil,
    String why,
    long used,
    long saved,
    @Nullable Instant countedTo,
    List<String> notes) {
  public Particulars {
    notes = List.copyOf(notes);
  }

  /** Those of a session of which nothing was told yet. */
  public static Particulars none(String made) {
    return new Particulars(made, false, 0, null, null, null, null, "", 0, 0, null, List.of());
  }

  Particulars leaves() {
    return new Particulars(
        made, true, open, since, sleepsAt, idleSince, keptUntil, why, used, saved, countedTo,
        notes);
  }
}
