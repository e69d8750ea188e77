package dev.dormouse.broker.relay;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a connection is use. */
@Tag("D2")
final class TrafficTest {
  private static int of(int number, Object... fields) {
    return Traffic.of(number, message(fields));
  }

  /** As a service gets it: behind its number. */
  private static Buffer message(Object... fields) {
    var message = new ByteArrayBuffer();
    for (Object field : fields) {
      switch (field) {
        case Integer number32 -> message.putUInt(number32);
        case Boolean flag -> message.putBoolean(flag);
        case byte[] bytes -> message.putBytes(bytes);
        default -> message.putString(field.toString());
      }
    }
    return message;
  }

  @Test
  void dataCountAsMuchAsTheyAre() {
    assertThat(of(SshConstants.SSH_MSG_CHANNEL_DATA, 0, "x")).isEqualTo(1);
    assertThat(of(SshConstants.SSH_MSG_CHANNEL_DATA, 7, new byte[32_000])).isEqualTo(32_000);
    assertThat(of(SshConstants.SSH_MSG_CHANNEL_EXTENDED_DATA, 7, 1, "error")).isEqualTo(5);
  }

  @Test
  void whatIsAskedForCounts() {
    assertThat(of(SshConstants.SSH_MSG_CHANNEL_OPEN, "session", 0, 1 << 21, 1 << 15)).isPositive();
    assertThat(of(SshConstants.SSH_MSG_CHANNEL_REQUEST, 0, "exec", true, "true")).isPositive();
    assertThat(of(SshConstants.SSH_MSG_CHANNEL_REQUEST, 0, "window-change", false, 80, 24, 0, 0))
        .isPositive();
    assertThat(of(SshConstants.SSH_MSG_GLOBAL_REQUEST, "tcpip-forward", true, "", 8080))
        .isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"keepalive@openssh.com", "keepalive@lag.net", "keepalive@jcraft.com"})
  void keepalivesAreNone(String name) {
    assertThat(of(SshConstants.SSH_MSG_GLOBAL_REQUEST, name, true)).isZero();
    assertThat(of(SshConstants.SSH_MSG_CHANNEL_REQUEST, 0, name, true)).isZero();
  }

  @Test
  void whatGoesByItselfIsNone() {
    assertThat(of(SshConstants.SSH_MSG_CHANNEL_WINDOW_ADJUST, 0, 1 << 20)).isZero();
    assertThat(of(SshConstants.SSH_MSG_CHANNEL_EOF, 0)).isZero();
    assertThat(of(SshConstants.SSH_MSG_CHANNEL_CLOSE, 0)).isZero();
    assertThat(of(SshConstants.SSH_MSG_CHANNEL_SUCCESS, 0)).isZero();
    assertThat(of(SshConstants.SSH_MSG_CHANNEL_FAILURE, 0)).isZero();
    assertThat(of(SshConstants.SSH_MSG_REQUEST_SUCCESS)).isZero();
    assertThat(of(SshConstants.SSH_MSG_REQUEST_FAILURE)).isZero();
  }

  @Test
  void aMessageThatIsTooShortHurtsNobody() {
    for (int number = 80; number <= 100; number++) {
      assertThat(of(number)).isZero();
      assertThat(of(number, 1)).isBetween(0, 4);
    }
  }

  @Test
  void itAddsUp() {
    var traffic = new Traffic();
    traffic.countFromClient(SshConstants.SSH_MSG_CHANNEL_DATA, message(0, "four"));
    traffic.countFromPod(SshConstants.SSH_MSG_CHANNEL_DATA, message(0, "four"));

    assertThat(traffic.bytes()).isEqualTo(8);
  }

  /** Whoever types one key a minute is there, whatever a template calls little. */
  @Test
  void whatIsTypedInATerminalWeighsMoreThanAnyBound() {
    var traffic = new Traffic();
    traffic.countFromClient(
        SshConstants.SSH_MSG_CHANNEL_REQUEST, message(3, "pty-req", true, "xterm", 80, 24));
    long before = traffic.bytes();
    assertThat(before).isLessThan(100);

    traffic.countFromPod(SshConstants.SSH_MSG_CHANNEL_DATA, message(3, "what it prints"));
    traffic.countFromClient(SshConstants.SSH_MSG_CHANNEL_DATA, message(4, "another channel"));
    traffic.countFromClient(SshConstants.SSH_MSG_CHANNEL_WINDOW_ADJUST, message(3, 1 << 20));
    assertThat(traffic.bytes()).isLessThan(before + 100);

    traffic.countFromClient(SshConstants.SSH_MSG_CHANNEL_DATA, message(3, "x"));
    assertThat(traffic.bytes()).isGreaterThan(before + Traffic.TYPED - 1);

    long typed = traffic.bytes();
    traffic.countFromClient(SshConstants.SSH_MSG_CHANNEL_CLOSE, message(3));
    traffic.countFromClient(SshConstants.SSH_MSG_CHANNEL_DATA, message(3, "x"));
    assertThat(traffic.bytes()).as("its number is another's by then").isEqualTo(typed + 1);
  }
}
