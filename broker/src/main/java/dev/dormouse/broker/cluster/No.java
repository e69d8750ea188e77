package dev.dormouse.broker.cluster;

import dev.dormouse.broker.refusal.Code;
import dev.dormouse.broker.wake.Answer;
import dev.dormouse.crds.Brief;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an API server's no means to the person whose session it was said to. */
final class No {
  private static final Pattern QUOTA =
      Pattern.compile("exceeded quota: ([^,]+), requested: ([^:]+?), used: .*limited: (.+)");

  private static final Pattern LACKING = Pattern.compile("cannot [a-z]+ resource");

  private No() {}

  /** An answer that goes on after "small can't start: ". */
  static Answer.Refused to(int status, String message) {
    Matcher quota = QUOTA.matcher(message);
    if (quota.find()) {
      return new Answer.Refused(
          Code.QUOTA,
          Brief.of(
              "your quota is used up: it asks for %s, and you may have %s"
                  .formatted(quota.group(2), quota.group(3))));
    }
    String why = Brief.of(message.replaceFirst("^[a-z. ]*\"[^\"]*\" is forbidden: ", ""));
    if (message.contains("is being terminated")) {
      return new Answer.Refused(Code.LOST, "what is kept for you here is being deleted");
    }
    if (message.contains("exceeded quota")
        || message.contains("failed quota")
        || message.contains("usage per ")) {
      return new Answer.Refused(Code.QUOTA, "the limits here don't allow it: " + why);
    }
    if (LACKING.matcher(message).find()) {
      return new Answer.Refused(Code.INTERNAL, "Dormouse lacks a right: " + why);
    }
    return status == 401
        ? new Answer.Refused(Code.INTERNAL, "the cluster doesn't know Dormouse: " + why)
        : new Answer.Refused(Code.TEMPLATE, "the cluster refuses it: " + why);
  }
}
