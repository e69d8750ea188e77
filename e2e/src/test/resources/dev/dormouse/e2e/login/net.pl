# Both ends of a connection, for what carries connections: an end that says everything back, and one that listens to it.
#
#   perl net.pl serve ADDRESS           says back whatever comes, until its own stdin ends; prints "serving"
#   perl net.pl mirror ADDRESS BYTES    sends so many, shuts its side, and wants them back, every one
#   perl net.pl display PORT COOKIE     an X server that knows one cookie; prints what came
#   perl net.pl draw DISPLAY COOKIE     a program that wants to be shown there; prints what it heard
#
# ADDRESS is tcp:PORT, unix:PATH or socks:PORT:TARGETPORT; all on this machine.
use strict; use warnings;
use IO::Socket::INET; use IO::Socket::UNIX; use Socket qw(SOCK_STREAM);
$| = 1;
$SIG{CHLD} = 'IGNORE';
my ($role, $address, $more) = @ARGV;
my $size = 65521; # a prime, so that no two packets of a stream are alike
srand 4; my $pattern = join '', map { chr int rand 256 } 1 .. $size;

sub dial {
  my ($kind, $where, $target) = split /:/, shift;
  return IO::Socket::UNIX->new(Peer => $where) || die "$where: $!\n" if $kind eq 'unix';
  my $socket = IO::Socket::INET->new(PeerAddr => '127.0.0.1', PeerPort => $where) || die "port $where: $!\n";
  return $socket if $kind eq 'tcp';
  print $socket pack('CCC', 5, 1, 0); $socket->flush; exact($socket, 2) eq pack('CC', 5, 0) or die "not a SOCKS server\n";
  print $socket pack('CCCC', 5, 1, 0, 3) . pack('C/a n', 'localhost', $target); $socket->flush;
  my $answer = unpack 'xC', exact($socket, 10);
  die "refused by SOCKS: $answer\n" if $answer;
  return $socket;
}

sub exact {
  my ($socket, $count) = @_;
  my $all = '';
  while (length $all < $count) { sysread($socket, $all, $count - length $all, length $all) or die "ended early\n" }
  return $all;
}

sub all_of { # writes all of it
  my ($to, $bytes) = @_;
  for (my $at = 0; $at < length $bytes; ) { $at += syswrite($to, $bytes, length($bytes) - $at, $at) // die "write: $!\n" }
}

if ($role eq 'serve') {
  my ($kind, $where) = split /:/, $address;
  my $listening = $kind eq 'unix' ? IO::Socket::UNIX->new(Local => $where, Listen => 20)
    : IO::Socket::INET->new(LocalAddr => '127.0.0.1', LocalPort => $where, Listen => 20, ReuseAddr => 1);
  $listening or die "$address: $!\n";
  my $server = fork // die;
  if (!$server) {
    close STDIN;
    while (my $socket = $listening->accept) {
      next if fork;
      my $buffer; while (sysread $socket, $buffer, 1 << 16) { all_of($socket, $buffer) }
      $socket->shutdown(1); exit 0;
    }
  }
  print "serving\n"; 1 while <STDIN>; kill 'KILL', $server;
} elsif ($role eq 'mirror') {
  my $socket = dial($address);
  if (!fork) {
    for (my $left = $more; $left > 0; $left -= $size) { all_of($socket, $left < $size ? substr $pattern, 0, $left : $pattern) }
    $socket->shutdown(1); exit 0;
  }
  my ($seen, $buffer) = (0);
  while (my $count = sysread $socket, $buffer, 1 << 16) {
    my $at = $seen % $size;
    substr($pattern . $pattern . $pattern, $at, $count) eq $buffer or die "another byte than was sent, near $seen\n";
    $seen += $count;
  }
  print "mirrored $seen\n";
} elsif ($role eq 'display') {
  my $listening = IO::Socket::INET->new(LocalAddr => '127.0.0.1', LocalPort => $address, Listen => 1, ReuseAddr => 1) or die "$address: $!\n";
  print "serving\n";
  my $socket = $listening->accept;
  my ($name, $data) = (unpack 'x6 v v', exact($socket, 12));
  exact($socket, ($name + 3) & ~3);
  my $cookie = unpack 'H*', exact($socket, $data);
  all_of($socket, $cookie eq $more ? 'welcome' : 'stranger');
  print "came with $cookie\n";
} elsif ($role eq 'draw') {
  my ($number) = $address =~ /:(\d+)/;
  my $socket = dial('tcp:' . (6000 + $number));
  my $name = 'MIT-MAGIC-COOKIE-1';
  all_of($socket, pack 'a x v v v v x2 a20 H32', 'l', 11, 0, length $name, 16, $name, $more);
  my $heard; sysread $socket, $heard, 100; print "heard $heard\n";
}
