package dev.dormouse.e2e.contract.real;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.e2e.OnCluster;
import dev.dormouse.e2e.Place;
import dev.dormouse.e2e.wire.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dormouse's own resources: each bad one is refused in a sentence that a person can act on. */
@OnCluster
final class BadResourcesContract {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          Session | {owner: alice--b, template: t} | spec.owner: Invalid value: "alice--b": a name is 1 to 32 lower-case letters, digits and single hyphens
          Session | {owner: Alice, template: t} | spec.owner: Invalid value: "Alice": a name is
          Session | {owner: alice, template: 9t} | spec.template: Invalid value: "9t": a name is
          Session | {owner: alice, template: t, flavor: big_one} | spec.flavor: Invalid value: "big_one": a name is
          Session | {owner: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, template: t} | spec.owner: Too long: may not be more than 32 bytes
          Session | {template: t} | spec.owner: Required value
          Session | {owner: alice} | spec.template: Required value
          Session | {owner: alice, template: t, wanted: Dozing} | spec.wanted: Unsupported value: "Dozing": supported values: "Asleep", "Awake"
          Session | {owner: alice, template: t, run: K-1} | spec.run: Invalid value: "K-1"
          Session | {owner: alice, template: t, overrides: {image: "debian 13"}} | spec.overrides.image: Invalid value: "debian 13": an image is a reference without blanks, like debian:13
          Session | {owner: alice, template: t, overrides: {env: [{name: 1A, value: b}]}} | spec.overrides.env[0].name: Invalid value: "1A": a variable's name is letters, digits and _, and begins with no digit
          Session | {owner: alice, template: t, overrides: {env: [{name: DORMOUSE_OWNER, value: b}]}} | names that begin with DORMOUSE_ are Dormouse's own: choose another
          Session | {owner: alice, template: t, overrides: {env: [{name: A, value: b}, {name: A, value: c}]}} | each variable is named once: remove the one that isn't meant
          SessionTemplate | {} | spec.image: Required value
          SessionTemplate | {image: ""} | spec.image: Invalid value: ""
          SessionTemplate | {image: "-x"} | spec.image: Invalid value: "-x": an image is a reference without blanks
          SessionTemplate | {image: a, flavor: Large} | spec.flavor: Invalid value: "Large": a name is
          SessionTemplate | {image: a, home: {scope: none, size: 1Gi}} | a home of scope none has no volume: leave out size, storageClass and accessModes, or choose scope session or user
          SessionTemplate | {image: a, home: {scope: none, accessModes: [ReadWriteMany]}} | a home of scope none has no volume
          SessionTemplate | {image: a, home: {scope: mine}} | spec.home.scope: Unsupported value: "mine"
          SessionTemplate | {image: a, home: {mountPath: /}} | spec.home.mountPath: Invalid value: "/": mountPath is an absolute path of a folder, like /home/dev
          SessionTemplate | {image: a, home: {mountPath: home/dev}} | mountPath is an absolute path of a folder
          SessionTemplate | {image: a, home: {mountPath: /home/../etc}} | mountPath is an absolute path of a folder
          SessionTemplate | {image: a, home: {mountPath: /dormouse/host-key}} | not / and not under /dormouse
          SessionTemplate | {image: a, home: {size: big}} | spec.home.size: Invalid value: "big": size is a quantity like 10Gi or 500Mi
          SessionTemplate | {image: a, home: {size: "0"}} | size is a quantity like 10Gi or 500Mi
          SessionTemplate | {image: a, home: {accessModes: [Anytime]}} | spec.home.accessModes[0]: Unsupported value: "Anytime"
          SessionTemplate | {image: a, lifecycle: {idleAfter: soon}} | spec.lifecycle.idleAfter: Invalid value: "soon": a duration is hours, minutes and seconds like 45s, 30m, 8h or 1h30m
          SessionTemplate | {image: a, lifecycle: {idleAfter: -5m}} | a duration is hours, minutes and seconds
          SessionTemplate | {image: a, lifecycle: {idleAfter: 0s}} | from 1s to 8760h (a year)
          SessionTemplate | {image: a, lifecycle: {maxRun: 9000h}} | from 1s to 8760h (a year)
          SessionTemplate | {image: a, lifecycle: {stopWithin: 1d}} | a duration is hours, minutes and seconds
          SessionTemplate | {image: a, lifecycle: {idleAfter: 2h, maxRun: 1h}} | idleAfter is longer than maxRun, so it would never count: shorten idleAfter or lengthen maxRun
          SessionTemplate | {image: a, idle: {cpuBelow: '-1'}} | spec.idle.cpuBelow: Invalid value: "-1": cpuBelow is a quantity of cpu
          SessionTemplate | {image: a, idle: {trafficBelow: '0'}} | trafficBelow is a number of bytes
          SessionTemplate | {image: a, lifecycle: {grace: soon}} | a duration is hours, minutes and seconds
          SessionTemplate | {image: a, lifecycle: {kind: eternal}} | Unsupported value: "eternal"
          SessionTemplate | {image: a, lifecycle: {maxRun: 10m}} | idleAfter is longer than maxRun
          SessionTemplate | {image: a, lifecycle: {startWithin: 0s}} | from 1s to 8760h (a year)
          SessionTemplate | {image: a, lifecycle: {startWithin: soon}} | spec.lifecycle.startWithin: Invalid value: "soon": a duration is hours, minutes and seconds
          SessionTemplate | {image: a, loginUser: "dev user"} | spec.loginUser: Invalid value: "dev user": a login user is a unix user's name, like dev or root
          SessionTemplate | {image: a, loginUser: -oProxyCommand=x} | a login user is a unix user's name, like dev or root
          SessionTemplate | {image: a, access: {users: [Alice]}} | spec.access.users: Invalid value: a name is 1 to 32 lower-case letters, digits and single hyphens
          SessionTemplate | {image: a, access: {groups: ["team a"]}} | spec.access.groups: Invalid value: a name is
          SessionTemplate | {image: a, access: {users: []}} | an empty list would open the template to everyone: name somebody, or leave the list out
          SessionTemplate | {image: a, access: {groups: []}} | an empty list would open the template to everyone
          SessionTemplate | {image: a, git: [{path: app}]} | spec.git[0].url: Required value
          SessionTemplate | {image: a, git: [{url: "https://a/b"}]} | spec.git[0].path: Required value
          SessionTemplate | {image: a, git: [{url: "ext::sh -c true", path: app}]} | a repository's url is like https://git.example/app.git, ssh://git@git.example/app or git@git.example:app
          SessionTemplate | {image: a, git: [{url: "--upload-pack=x@y:z", path: app}]} | a repository's url is like
          SessionTemplate | {image: a, git: [{url: "https://a/b c", path: app}]} | a repository's url is like
          SessionTemplate | {image: a, git: [{url: "https://a/b", path: /etc}]} | spec.git[0].path: Invalid value: "/etc": a repository's path begins at the home, like app or work/app
          SessionTemplate | {image: a, git: [{url: "https://a/b", path: a/../b}]} | a repository's path begins at the home
          SessionTemplate | {image: a, git: [{url: "https://a/b", path: -x}]} | a repository's path begins at the home
          SessionTemplate | {image: a, git: [{url: "https://a/b", path: a, ref: -x}]} | a ref is the name of a branch or a tag, or a commit
          SessionTemplate | {image: a, git: [{url: "https://a/b", path: a, within: soon}]} | spec.git[0].within: Invalid value: "soon": a duration is hours, minutes and seconds
          SessionTemplate | {image: a, git: [{url: "https://a/b", path: a}, {url: "https://a/c", path: a}]} | each repository has a path of its own, and none lies within another's
          SessionTemplate | {image: a, git: [{url: "https://a/b", path: a/b}, {url: "https://a/c", path: a}]} | each repository has a path of its own
          SessionTemplate | {image: a, sshd: own, git: [{url: "https://a/b", path: a}]} | who brings an sshd of its own gets nothing cloned: leave out git, or choose sshd bundle or unprivileged
          SessionTemplate | {image: a, policy: {portForwarding: maybe}} | spec.policy.portForwarding
          Flavor | {resources: {requests: {cpu: much}}} | an amount is a quantity: cpu like 2 or 500m, memory like 4Gi
          Flavor | {resources: {requests: {memory: 8Gi}, limits: {memory: 4Gi}}} | a request is above its limit, so no pod could be made: lower it or raise the limit
          Flavor | {resources: {requests: {cpu: 2}, limits: {cpu: 1500m}}} | a request is above its limit
          Flavor | {tolerations: [{key: gpu, operator: Exists, value: a100}]} | a toleration with operator Exists has no value: leave out the one or the other
          Flavor | {tolerations: [{key: gpu, effect: Never}]} | spec.tolerations[0].effect: Unsupported value: "Never"
          SessionUser | {publicKeys: ["ssh-ed25519 AAAA\\nssh-ed25519 BBBB"]} | a public key is one line as in a .pub file: type, key, comment
          SessionUser | {publicKeys: ["-----BEGIN OPENSSH PRIVATE KEY-----"]} | this is a private key: keep it, make a new pair if anyone saw it, and give the .pub file
          SessionUser | {groups: ["Team A"]} | a name is 1 to 32 lower-case letters, digits and single hyphens
          SessionUser | {limits: {sessions: -1}} | spec.limits.sessions: Invalid value: -1
          SessionUser | {limits: {awake: 10001}} | spec.limits.awake: Invalid value: 10001
          SessionUser | {policy: {x11: sometimes}} | spec.policy.x11
          """)
  void isRefusedInItsRulesSentence(String kind, String spec, String sentence, Place place) {
    var refusal = create(place, kind, "bad", spec).refusal();

    assertThat(refusal.code()).isEqualTo(422);
    assertThat(refusal.reason()).isEqualTo("Invalid");
    assertThat(refusal.message()).contains(sentence);
  }

  @ParameterizedTest
  @CsvSource({
    "Session, '{owner: alice, template: t}'",
    "SessionTemplate, '{image: a}'",
    "Flavor, '{}'",
    "SessionUser, '{}'"
  })
  void aNameThatNoLoginCouldHoldIsRefused(String kind, String spec, Place place) {
    for (var name : new String[] {"a--b", "1a", "a.b", "a".repeat(33)}) {
      assertThat(create(place, kind, name, spec).refusal().message())
          .contains("a name is 1 to 32 lower-case letters, digits and single hyphens");
    }
  }

  @Test
  void aSessionKeepsItsOwner(Place place) {
    create(place, "Session", "small", "{owner: alice, template: t}").object();

    var refusal = place.ours("Session").merge("small", "{spec: {owner: bob}}").refusal();

    assertThat(refusal.message())
        .contains("spec.owner: Invalid value: \"bob\": a session keeps its owner")
        .contains("make a new session for the other user");
  }

  private static Answer create(Place place, String kind, String name, String spec) {
    return place.ours(kind).create(place.our(kind, name, spec));
  }
}
