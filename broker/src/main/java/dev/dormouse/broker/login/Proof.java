package dev.dormouse.broker.login;

import dev.dormouse.crds.Policy;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What somebody shows at the door. The identity is that of the key that signed. */
public sealed interface Proof {
  Key key();

  /** What it is called in ssh and in metrics. */
  String method();

  /** What it allows of what ssh may carry. */
  Policy policy();

  /** Whether it may have a terminal. */
  boolean pty();

  /** Whether the session's own ~/.ssh/rc is run for it. */
  boolean userRc();

  /** The one command that it is good for; empty for any. */
  String forceCommand();

  /** A key that stands in a user's list. */
  record ByKey(Key key) implements Proof {
    @Override
    public String method() {
      return "publickey";
    }

    @Override
    public Policy policy() {
      return Policy.EVERYTHING;
    }

    @Override
    public boolean pty() {
      return true;
    }

    @Override
    public boolean userRc() {
      return true;
    }

    @Override
    public String forceCommand() {
      return "";
    }
  }

  /**
   * An OpenSSH user certificate (PROTOCOL.certkeys), whose signature, validity and source address
   * were verified before it got here.
   *
   * @param key the key that it certifies
   * @param authority the key that signed it
   */
  record ByCertificate(
      Key key,
      Key authority,
      String id,
      long serial,
      List<String> principals,
      Map<String, String> criticalOptions,
      Set<String> extensions)
      implements Proof {
    static final String FORCE_COMMAND = "force-command";
    static final String SOURCE_ADDRESS = "source-address";

    public ByCertificate {
      principals = List.copyOf(principals);
      criticalOptions = Map.copyOf(criticalOptions);
      extensions = Set.copyOf(extensions);
    }

    /** Whether it names this user, exactly. One that names nobody is nobody's. */
    boolean names(User user) {
      return principals.contains(user.name());
    }

    @Override
    public String method() {
      return "certificate";
    }

    /** What isn't permitted in so many words is forbidden. */
    @Override
    public Policy policy() {
      return new Policy(
          extensions.contains("permit-agent-forwarding"),
          extensions.contains("permit-port-forwarding"),
          extensions.contains("permit-X11-forwarding"));
    }

    @Override
    public boolean pty() {
      return extensions.contains("permit-pty");
    }

    @Override
    public boolean userRc() {
      return extensions.contains("permit-user-rc");
    }

    @Override
    public String forceCommand() {
      return criticalOptions.getOrDefault(FORCE_COMMAND, "");
    }
  }
}
