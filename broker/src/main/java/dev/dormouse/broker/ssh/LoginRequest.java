package dev.dormouse.broker.ssh;

import java.security.KeyPair;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/** A publickey request that is signed at once (RFC 4252, 7): nobody has to ask first. */
final class LoginRequest {
  private static final String SERVICE = "ssh-connection";
  private static final String METHOD = "publickey";
  private static final int ROOM = 2048;

  private LoginRequest() {}

  static Buffer of(Session session, String user, KeyPair certified) throws Exception {
    var certificate = (OpenSshCertificate) certified.getPublic();
    var request = session.createBuffer(SshConstants.SSH_MSG_USERAUTH_REQUEST, ROOM);
    int start = request.rpos();
    request.putString(user);
    request.putString(SERVICE);
    request.putString(METHOD);
    request.putBoolean(true);
    request.putString(certificate.getKeyType());
    request.putPublicKey(certificate);

    var signed = new ByteArrayBuffer(ROOM);
    signed.putBytes(session.getSessionId());
    signed.putRawBytes(request.array(), start, request.wpos() - start);
    var signer = BuiltinSignatures.nistp256.create();
    signer.initSigner(session, certified.getPrivate());
    signer.update(session, signed.array(), signed.rpos(), signed.available());

    var signature = new ByteArrayBuffer();
    signature.putString(BuiltinSignatures.nistp256.getName());
    signature.putBytes(signer.sign(session));
    request.putBytes(signature.getCompactData());
    return request;
  }
}
