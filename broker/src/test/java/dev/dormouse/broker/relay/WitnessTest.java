package dev.dormouse.broker.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.broker.relay.Asked.Said;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked for is seen as it is said; nothing else is looked at, and nothing is changed. */
class WitnessTest {
  private static final int OPEN = SshConstants.SSH_MSG_CHANNEL_OPEN;
  private static final int REQUEST = SshConstants.SSH_MSG_CHANNEL_REQUEST;
  private static final int GLOBAL = SshConstants.SSH_MSG_GLOBAL_REQUEST;

  private final List<Asked> seen = new ArrayList<>();
  private final Witness witness = new Witness(seen::add);

  private static Buffer open(String kind) {
    var message = new ByteArrayBuffer();
    message.putString(kind);
    message.putUInt(0);
    message.putUInt(2 << 20);
    message.putUInt(32 << 10);
    return message;
  }

  private static Buffer openTo(String kind, String host, int port) {
    var message = open(kind);
    message.putString(host);
    message.putUInt(port);
    message.putString("127.0.0.1");
    message.putUInt(40_000);
    return message;
  }

  private static Buffer request(String name, String... words) {
    var message = new ByteArrayBuffer();
    message.putUInt(0);
    message.putString(name);
    message.putBoolean(true);
    Arrays.stream(words).forEach(message::putString);
    return message;
  }

  private static Buffer global(String name, String address) {
    var message = new ByteArrayBuffer();
    message.putString(name);
    message.putBoolean(true);
    message.putString(address);
    return message;
  }

  private void sees(int number, Buffer message, Asked asked) {
    seen.clear();
    witness.seeFromClient(number, message);
    assertThat(seen).containsExactly(asked);
  }

  @Test
  void whatShallRunIsSeen() {
    sees(REQUEST, request("shell"), new Asked.Shell());
    sees(REQUEST, request("exec", "echo é"), new Asked.Command(new Said("echo é", 0)));
    sees(REQUEST, request("exec", ""), new Asked.Command(new Said("", 0)));
    sees(REQUEST, request("subsystem", "sftp"), new Asked.Subsystem(new Said("sftp", 0)));
  }

  @Test
  void channelsAreSeenWithTheirTargets() {
    sees(OPEN, open("session"), new Asked.Channel(ChannelKind.SESSION, Said.NOTHING));
    sees(
        OPEN,
        openTo("direct-tcpip", "db.internal", 5432),
        new Asked.Channel(ChannelKind.DIRECT_TCPIP, new Said("db.internal:5432", 0)));
    sees(
        OPEN,
        openTo("direct-tcpip", "fd00::1", 80),
        new Asked.Channel(ChannelKind.DIRECT_TCPIP, new Said("[fd00::1]:80", 0)));
    var socket = open("direct-streamlocal@openssh.com");
    socket.putString("/run/a.sock");
    sees(
        OPEN,
        socket,
        new Asked.Channel(ChannelKind.DIRECT_STREAMLOCAL, new Said("/run/a.sock", 0)));
    sees(OPEN, open("nonsense\n"), new Asked.Channel(ChannelKind.OTHER, Said.NOTHING));
  }

  @Test
  void ofAPodOnlyItsChannelsAreSeen() {
    witness.seeFromPod(OPEN, openTo("forwarded-tcpip", "localhost", 8080));
    witness.seeFromPod(OPEN, openTo("x11", "127.0.0.1", 6000));
    witness.seeFromPod(OPEN, open("auth-agent@openssh.com"));
    witness.seeFromPod(REQUEST, request("exec", "no"));
    witness.seeFromPod(GLOBAL, global("tcpip-forward", "no"));

    assertThat(seen)
        .containsExactly(
            new Asked.Channel(ChannelKind.FORWARDED_TCPIP, new Said("localhost:8080", 0)),
            new Asked.Channel(ChannelKind.X11, Said.NOTHING),
            new Asked.Channel(ChannelKind.AGENT, Said.NOTHING));
  }

  @Test
  void whatTheSessionShallListenToIsSeen() {
    var port = global("tcpip-forward", "");
    port.putUInt(8080);
    sees(GLOBAL, port, new Asked.Listening("tcpip-forward", new Said(":8080", 0)));
    sees(
        GLOBAL,
        global("streamlocal-forward@openssh.com", "/tmp/s"),
        new Asked.Listening("streamlocal-forward", new Said("/tmp/s", 0)));
  }

  @Test
  void aNulBehindANameHidesNothing() {
    sees(REQUEST, request("exec\0", "id"), new Asked.Command(new Said("id", 0)));
    sees(OPEN, open("session\0"), new Asked.Channel(ChannelKind.SESSION, Said.NOTHING));
  }

  @Test
  void aLongLineIsCutAndSaysHowLongItWas() {
    sees(
        REQUEST,
        request("exec", "x".repeat(1 << 20)),
        new Asked.Command(new Said("x".repeat(Witness.LONGEST), 1 << 20)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"env", "pty-req", "window-change", "signal", "x11-req", "exit-status"})
  void noOtherRequestIs(String name) {
    witness.seeFromClient(REQUEST, request(name, "SECRET", "hush"));

    assertThat(seen).isEmpty();
  }

  @Test
  void whatIsTypedIsNot() {
    var typed = new ByteArrayBuffer();
    typed.putUInt(0);
    typed.putBytes(request("exec", "id").getCompactData());
    for (int number = 80; number < 256; number++) {
      if (number != OPEN && number != REQUEST && number != GLOBAL) {
        witness.seeFromClient(number, typed);
        witness.seeFromPod(number, typed);
      }
    }

    assertThat(seen).isEmpty();
  }

  @Test
  void whatEndsTooSoonIsNothing() {
    var whole = List.of(openTo("direct-tcpip", "host", 1), request("exec", "command"));
    for (var message : whole) {
      byte[] bytes = message.getCompactData();
      int needed = message == whole.get(0) ? bytes.length - 17 : bytes.length;
      for (int length = 0; length < needed; length++) {
        witness.seeFromClient(
            message == whole.get(0) ? OPEN : REQUEST,
            new ByteArrayBuffer(Arrays.copyOf(bytes, length)));
      }
    }

    assertThat(seen).isEmpty();
  }

  /** Half of them are damaged real ones. */
  @Test
  void whateverComesNothingIsThrownAndNothingIsChanged() {
    var random = new Random(42);
    var real =
        List.of(
            openTo("direct-tcpip", "host", 1).getCompactData(),
            request("exec", "command").getCompactData(),
            global("tcpip-forward", "localhost").getCompactData());
    for (int round = 0; round < 300_000; round++) {
      byte[] bytes;
      if (random.nextBoolean()) {
        bytes = new byte[random.nextInt(80)];
        random.nextBytes(bytes);
      } else {
        bytes = real.get(random.nextInt(3)).clone();
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
      }
      var before = bytes.clone();
      var message = new ByteArrayBuffer(bytes);
      int from = random.nextInt(bytes.length + 1);
      message.rpos(from);

      witness.seeFromClient(80 + random.nextInt(20), message);
      witness.seeFromPod(80 + random.nextInt(20), message);

      assertThat(message.rpos()).isEqualTo(from);
      assertThat(message.wpos()).isEqualTo(bytes.length);
      assertThat(bytes).isEqualTo(before);
    }
    assertThat(seen).as("some are still what they were").isNotEmpty();
  }
}
