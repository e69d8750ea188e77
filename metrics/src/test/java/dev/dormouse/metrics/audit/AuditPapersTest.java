package dev.dormouse.metrics.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/audit.md says of each event and each field what the code says. */
class AuditPapersTest {
  private static String page() throws Exception {
    return Files.readString(Path.of("../docs/audit.md"));
  }

  @Test
  void theTableOfEventsIsTheCodes() throws Exception {
    var table =
        Arrays.stream(Event.values())
            .map(
                one ->
                    "| `%s` | %s | %s |\n"
                        .formatted(
                            one.key(),
                            one.meaning(),
                            one.fields().stream()
                                .map(field -> "`" + field.key() + "`")
                                .collect(Collectors.joining(" "))))
            .collect(
                Collectors.joining(
                    "", "| event | when it is told | what it may have |\n|---|---|---|\n", ""));

    assertThat(page()).contains(table);
  }

  @Test
  void theTableOfFieldsIsTheCodes() throws Exception {
    var table =
        Arrays.stream(Field.values())
            .map(one -> "| `%s` | %s |\n".formatted(one.key(), one.meaning()))
            .collect(Collectors.joining("", "| field | what it is |\n|---|---|\n", ""));

    assertThat(page()).contains(table);
  }

  @Test
  void eachFieldIsOfSomeEventOrOfAll() {
    var fields = EnumSet.of(Field.V, Field.TIME, Field.EVENT, Field.COMPONENT, Field.INSTANCE);
    Arrays.stream(Event.values()).forEach(one -> fields.addAll(one.fields()));

    assertThat(fields).containsExactly(Field.values());
  }
}
