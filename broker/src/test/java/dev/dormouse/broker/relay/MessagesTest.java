package dev.dormouse.broker.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesTest {
  private static final int GLOBAL = SshConstants.SSH_MSG_GLOBAL_REQUEST;

  private static Buffer request(String name, boolean reply) {
    var request = new ByteArrayBuffer();
    request.putBytes(name.getBytes(StandardCharsets.UTF_8));
    request.putBoolean(reply);
    request.putString("a key");
    return request;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hostkeys-00@openssh.com",
        "hostkeys-00@openssh.com\0",
        "hostkeys-00@openssh.com\0more",
        "hostkeys-prove-00@openssh.com",
        "hostkeys"
      })
  void aPodsHostKeysAreRecognized(String name) {
    assertThat(Messages.tellsHostKeys(GLOBAL, request(name, false))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"keepalive@openssh.com", "hostkey", "", "no-hostkeys-00@openssh.com"})
  void otherRequestsAreNot(String name) {
    assertThat(Messages.tellsHostKeys(GLOBAL, request(name, false))).isFalse();
    assertThat(Messages.tellsHostKeys(SshConstants.SSH_MSG_CHANNEL_DATA, request("hostkeys", true)))
        .isFalse();
  }

  @Test
  void anAnswerIsGivenToWhoWantsOne() {
    assertThat(Messages.wantsReply(request("hostkeys-00@openssh.com", true))).isTrue();
    assertThat(Messages.wantsReply(request("hostkeys-00@openssh.com", false))).isFalse();
    var cut = new ByteArrayBuffer();
    cut.putUInt(0xffff_ffffL);
    cut.putRawBytes("hostkeys".getBytes(StandardCharsets.UTF_8));
    assertThat(Messages.wantsReply(cut)).isFalse();
    assertThat(Messages.failure().getCompactData())
        .containsExactly(SshConstants.SSH_MSG_REQUEST_FAILURE);
  }
}
