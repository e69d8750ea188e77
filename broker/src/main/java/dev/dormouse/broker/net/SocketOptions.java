package dev.dormouse.broker.net;

import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;

/**
 * How a socket notices that its peer is dead: by the kernel's keepalive when nothing is said, by a
 * limit on unanswered bytes when something is. Both take about a minute and a half.
 */
final class SocketOptions {
  private static final int IDLE_SECONDS = 30;
  private static final int PROBE_SECONDS = 10;
  private static final int PROBES = 6;
  private static final int UNANSWERED_MILLIS = 90_000;
  private static final int SMALLEST_READ = 512;
  private static final int FIRST_READ = 4 << 10;
  private static final int LARGEST_READ = 64 << 10;

  private SocketOptions() {}

  static void set(Channel channel) {
    var config = channel.config();
    config.setRecvByteBufAllocator(
        new AdaptiveRecvByteBufAllocator(SMALLEST_READ, FIRST_READ, LARGEST_READ));
    config.setOption(ChannelOption.TCP_NODELAY, true);
    config.setOption(ChannelOption.SO_KEEPALIVE, true);
    if (channel instanceof EpollSocketChannel) {
      config.setOption(EpollChannelOption.TCP_KEEPIDLE, IDLE_SECONDS);
      config.setOption(EpollChannelOption.TCP_KEEPINTVL, PROBE_SECONDS);
      config.setOption(EpollChannelOption.TCP_KEEPCNT, PROBES);
      config.setOption(EpollChannelOption.TCP_USER_TIMEOUT, UNANSWERED_MILLIS);
    }
  }
}
