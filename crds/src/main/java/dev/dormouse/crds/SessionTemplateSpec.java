package dev.dormouse.crds;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.PreserveUnknownFields;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a session is made from. */
@JsonClassDescription("What a session is made from.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
    value = "!(has(self.git) && has(self.sshd) && self.sshd == 'own')",
    message =
        "who brings an sshd of its own gets nothing cloned: leave out git, or choose sshd bundle or"
            + " unprivileged")
@JsonIgnoreProperties(ignoreUnknown = true)
public record SessionTemplateSpec(
    @JsonPropertyDescription("One line for the people who choose among templates.") @Size(max = 256)
        @Nullable String description,
    @JsonPropertyDescription("The image of the container that people log in to.")
        @Required
        @Size(min = 1, max = Image.LONGEST)
        @ValidationRule(value = Image.RULE, message = Image.SENTENCE)
        String image,
    @JsonPropertyDescription("The Flavor that its sessions run with, unless they name another.")
        @Size(min = 1, max = Name.LONGEST)
        @ValidationRule(value = Name.RULE, message = Name.SENTENCE)
        @Nullable String flavor,
    @JsonPropertyDescription("Which files stay when a session sleeps.") @Default("{}") Home home,
    @JsonPropertyDescription("Environment variables of the session.")
        @Size(max = Variable.MOST)
        @ValidationRule(value = Variable.EACH_ONCE, message = Variable.EACH_ONCE_SENTENCE)
        List<Variable> env,
    @JsonPropertyDescription(
            "Git repositories that a session finds in its home. They are cloned at its first start,"
                + " while people work there already; one that couldn't be, at the next start.")
        @Size(max = Repository.MOST)
        @ValidationRule(value = Repository.APART, message = Repository.APART_SENTENCE)
        List<Repository> git,
    @JsonPropertyDescription(
            "What shells with a terminal are told, under what stays and when the session sleeps.")
        @Size(max = 4096)
        @Nullable String motd,
    @JsonPropertyDescription(
            "Any PodTemplateSpec. Dormouse's own pod is laid over it: containers, volumes, variables"
                + " and tolerations that it doesn't name are kept. The container that people log in"
                + " to is called session; where Dormouse brings the sshd, its command runs beside"
                + " that.")
        @PreserveUnknownFields
        @SchemaFrom(type = Object.class)
        @Nullable PodTemplateSpec podTemplate,
    @JsonPropertyDescription("The user whom people are inside.")
        @Default(SessionTemplateSpec.LOGIN_USER)
        @Size(min = 1, max = 32)
        @ValidationRule(
            value = "self.matches('^[a-z_][a-z0-9_-]*$')",
            message = "a login user is a unix user's name, like dev or root")
        String loginUser,
    @JsonPropertyDescription(
            "bundle, or left out: Dormouse brings one along, when its brokers are given a bundle. unprivileged:"
                + " the same without root, by the login user alone, as Pod Security restricted"
                + " wants it. own: the image has one, and what runs it.")
        Sshd sshd,
    @JsonPropertyDescription("When its sessions fall asleep, and how long a start may take.")
        @Default("{}")
        Lifecycle lifecycle,
    @JsonPropertyDescription("What counts as nobody needing a session.") @Default("{}") Idle idle,
    @JsonPropertyDescription("Who may use it; everyone when left out.") Access access,
    @JsonPropertyDescription("What ssh may carry beside the shell.") @Default("{}") Policy policy) {
  static final String LOGIN_USER = "dev";

  public SessionTemplateSpec {
    home = requireNonNullElse(home, Home.STANDARD);
    env = List.copyOf(requireNonNullElse(env, List.of()));
    git = List.copyOf(requireNonNullElse(git, List.of()));
    loginUser = requireNonNullElse(loginUser, LOGIN_USER);
    sshd = requireNonNullElse(sshd, Sshd.BUNDLE);
    lifecycle = requireNonNullElse(lifecycle, Lifecycle.STANDARD);
    idle = requireNonNullElse(idle, Idle.STANDARD);
    access = requireNonNullElse(access, Access.EVERYONE);
    policy = requireNonNullElse(policy, Policy.EVERYTHING);
  }
}
