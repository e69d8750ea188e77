package dev.dormouse.broker.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BellTest {
  private static List<String> heard(int number, String data) {
    List<String> heard = new ArrayList<>();
    var message = new ByteArrayBuffer();
    message.putUInt(0);
    message.putString(data, StandardCharsets.US_ASCII);
    int before = message.rpos();
    new Bell(heard::add).listen(number, message);
    assertThat(message.rpos()).as("it is only looked at").isEqualTo(before);
    return heard;
  }

  private static List<String> heard(String data) {
    return heard(SshConstants.SSH_MSG_CHANNEL_DATA, data);
  }

  @Test
  void aTokenIsHeardWhereverItStands() {
    assertThat(heard("\u001b]5379;dormouse;abcDEF0123\u0007")).containsExactly("abcDEF0123");
    assertThat(heard("\u001b[1m$ \u001b]5379;dormouse;abcDEF0123\u0007 more\r\n"))
        .containsExactly("abcDEF0123");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\u001b",
        "\u001b]5379;dormouse;",
        "\u001b]5379;dormouse;abcdefgh",
        "\u001b]5379;dormouse;abcdefg\u0007",
        "\u001b]5379;dormouse;abcdefghijklmnopqrstuvwxyz0123456\u0007",
        "\u001b]5379;dormouse;../../etc\u0007",
        "\u001b]5379;dormouse;$(reboot)\u0007",
        "\u001b]5379;dormouse;abcdefgh\u001b\\",
        "\u001b]0;dormouse;abcdefgh\u0007",
        "]5379;dormouse;abcdefgh\u0007"
      })
  void nothingElseIs(String data) {
    assertThat(heard(data)).isEmpty();
  }

  @Test
  void onlyWhatATerminalPrintsIsLookedAt() {
    var ring = "\u001b]5379;dormouse;abcDEF0123\u0007";

    assertThat(heard(SshConstants.SSH_MSG_CHANNEL_EXTENDED_DATA, ring)).isEmpty();
    assertThat(heard(ring + "x".repeat(2048))).as("a stream").isEmpty();
  }

  @Test
  void aMessageThatIsCutShortIsNone() {
    List<String> heard = new ArrayList<>();

    new Bell(heard::add)
        .listen(SshConstants.SSH_MSG_CHANNEL_DATA, new ByteArrayBuffer(new byte[] {0, 0, 0}));

    assertThat(heard).isEmpty();
  }
}
