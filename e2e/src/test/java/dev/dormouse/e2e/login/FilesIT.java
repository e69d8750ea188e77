package dev.dormouse.e2e.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.e2e.house.House;
import dev.dormouse.e2e.house.Person;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files, by whatever brings files over ssh: from a cold start, and again warm. */
@InAHouse
@Tag("A6")
@Tag("A7")
final class FilesIT {
  private static Person alice;

  @BeforeAll
  static void moveIn(House house) throws Exception {
    house.template("small");
    alice = house.user("alice");
    alice.awake("small");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // scp, which speaks sftp
        """
        scp -q -F $F $T/tree/a alice-small$AT:copied
        scp -q -F $F alice-small$AT:copied $T/back
        cmp $T/tree/a $T/back
        scp -q -r -F $F $T/tree alice-small$AT:scp-tree
        scp -q -r -F $F alice-small$AT:scp-tree $T/tree-back
        diff -r $T/tree $T/tree-back
        """,
        // scp as it was
        """
        scp -O -q -p -F $F $T/tree/a alice-small$AT:copied
        scp -O -q -F $F alice-small$AT:copied $T/back
        cmp $T/tree/a $T/back
        scp -O -q -r -F $F $T/tree alice-small$AT:old-tree
        scp -O -q -r -F $F alice-small$AT:old-tree $T/tree-back
        diff -r $T/tree $T/tree-back
        """,
        // sftp, by a batch
        """
        printf '%s\\n' "put $T/tree/a put" 'rename put renamed' "get renamed $T/back" \\
          'mkdir d' 'chmod 700 d' 'ls -l' 'rm renamed' 'rmdir d' >$T/batch
        sftp -q -F $F -b $T/batch alice-small$AT >$T/listed
        cmp $T/tree/a $T/back
        grep -q '^-.* renamed$' $T/listed
        if printf 'get no-such-file\\n' | sftp -q -F $F -b - alice-small$AT >/dev/null 2>&1; then exit 9; fi
        """,
        // rsync, there, back, and once more with nothing to do
        """
        rsync -a $T/tree alice-small$AT:rsynced/
        rsync -a alice-small$AT:rsynced/tree/ $T/tree-back
        diff -r $T/tree $T/tree-back
        rsync -a --delete --stats $T/tree alice-small$AT:rsynced/ >$T/stats
        grep -q 'regular files transferred: 0' $T/stats
        """,
        // git: clone, push, fetch
        """
        export GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example GIT_CONFIG_GLOBAL=/dev/null
        export GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@example
        ssh -F $F alice-small$AT 'git init -q --bare -b main repository.git'
        git init -q -b main $T/mine; cp -r $T/tree $T/mine/; git -C $T/mine add .
        git -C $T/mine commit -qm first
        git -C $T/mine push -q alice-small$AT:repository.git main
        git clone -q alice-small$AT:repository.git $T/yours
        diff -r $T/tree $T/yours/tree
        git -C $T/yours commit -qm second --allow-empty
        git -C $T/yours push -q
        git -C $T/mine pull -q alice-small$AT:repository.git main
        [ "$(git -C $T/mine log -1 --format=%s)" = second ]
        """,
        // tar through a pipe, both ways
        """
        tar c -C $T tree | ssh -F $F alice-small$AT 'mkdir -p untar; tar x -C untar'
        mkdir $T/tree-back
        ssh -F $F alice-small$AT 'tar c -C untar/tree .' | tar x -C $T/tree-back
        diff -r $T/tree $T/tree-back
        """
      })
  void filesGoThereAndBackColdAndWarm(String script) throws Exception {
    var prepared =
        """
        mkdir -p $T/tree/deep/er; head -c 3000000 /dev/urandom >$T/tree/a
        for i in $(seq 40); do echo $i >$T/tree/deep/er/$i; done; : >$T/tree/empty
        """;
    alice.asleep("small");

    for (var temperature : new String[] {"cold", "warm"}) {
      var ran = alice.ssh().sh(prepared + script);

      assertThat(ran.exit()).as(temperature + ": " + ran).isZero();
      assertThat(ran.out()).as(temperature).isEmpty();
      alice.ssh().ssh("alice-small", "rm -rf * .[a-z]*").good();
    }
  }
}
