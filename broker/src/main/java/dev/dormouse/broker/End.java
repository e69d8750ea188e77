package dev.dormouse.broker;

import dev.dormouse.broker.refusal.Refusal;
import dev.dormouse.broker.relay.Farewell;

/** Why a connection ended: one cause, for its log line and its metric. */
sealed interface End {
  /** The name of the cause: few of them, stable. */
  String cause();

  /** The code of a refusal, or nothing. */
  default String code() {
    return "";
  }

  /** In words, or nothing. */
  default String why() {
    return "";
  }

  /** It was told why not. */
  record Refused(Refusal refusal) implements End {
    @Override
    public String cause() {
      return "refused";
    }

    @Override
    public String code() {
      return refusal.code().toString();
    }

    @Override
    public String why() {
      return refusal.sentence();
    }
  }

  /** The bare name got its page. */
  record Served(Farewell farewell) implements End {
    @Override
    public String cause() {
      return "served";
    }
  }

  /** It was in its session, until one of the two sides had enough. */
  record Visited(Farewell farewell) implements End {
    @Override
    public String cause() {
      return switch (farewell.cause()) {
        case CLIENT_LEFT -> "client-left";
        case POD_LEFT -> "session-left";
        case ENDED -> "ended";
        case BROKEN -> "broken";
      };
    }

    @Override
    public String why() {
      return farewell.words();
    }
  }

  /** The client left while it was held; the start goes on for its next try. */
  record LeftWaiting() implements End {
    @Override
    public String cause() {
      return "left-waiting";
    }
  }
}
