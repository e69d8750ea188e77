# What the container called "session" of an image with an sshd of its own runs: sh -c THIS session HOME USER COMMAND.
# It makes the login user and sshd's configuration, and becomes sshd, which a SIGTERM ends at once.
set -eu
home=$1 user=$2
conf=/run/dormouse/sshd_config
mkdir -p /run/dormouse /run/sshd "$home"
id "$user" >/dev/null 2>&1 || useradd --no-create-home --home-dir "$home" --shell /bin/bash "$user"
chown "$user:" "$home"
# Users made without a password are locked, and sshd without PAM refuses those.
usermod -p '*' "$user"
printf '%s\n' "$DORMOUSE_USER_CA" >/run/dormouse/user_ca
printf '%s\n' "$DORMOUSE_PRINCIPAL" >/run/dormouse/principals
printf '%s\n' "$3" >/usr/local/bin/dormouse
chmod +x /usr/local/bin/dormouse
# sshd shows it to shells with a terminal alone.
printf '%s\n' "${DORMOUSE_MESSAGE-}" >/etc/motd
# Of an option that is named twice sshd takes the first.
cat >$conf <<EOF
${SSHD_OPTIONS-}
Port 2022
HostKey /dormouse/host-key/ssh_host_key
TrustedUserCAKeys /run/dormouse/user_ca
AuthorizedPrincipalsFile /run/dormouse/principals
AuthorizedKeysFile none
AuthenticationMethods publickey
AllowUsers $user
PermitRootLogin prohibit-password
UsePAM no
StrictModes no
PidFile none
PrintMotd yes
AcceptEnv *
X11Forwarding yes
ClientAliveInterval 15
MaxSessions 100
MaxStartups 100
Subsystem sftp /usr/lib/openssh/sftp-server
EOF
if /usr/sbin/sshd -t -o PerSourcePenalties=no -f $conf 2>/dev/null; then
  echo "PerSourcePenalties no" >>$conf
fi
# The container's variables, for who logs in. Only the first SetEnv counts, so all are on one line.
perl -e 'print "SetEnv";
  for (sort keys %ENV) {
    next if /^(PATH|HOME|PWD|OLDPWD|SHLVL|_|HOSTNAME|DORMOUSE_USER_CA|DORMOUSE_PRINCIPAL|KUBERNETES_.*)$/ or $ENV{$_} =~ /\n/;
    (my $value = $ENV{$_}) =~ s/([\\"])/\\$1/g;
    print qq( "$_=$value");
  }
  print "\n"' >>$conf
sleep "${SSHD_AFTER-0}"
exec /usr/sbin/sshd -D -e -f $conf
