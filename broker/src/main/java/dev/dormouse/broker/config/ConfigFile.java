package dev.dormouse.broker.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the file, as texts: {@code id: 007} is a name, not a number. Read token by token, so that a
 * message can say the line.
 */
final class ConfigFile {
  private final Path file;
  private final YAMLParser yaml;
  private final Map<Setting, Given> found = new EnumMap<>(Setting.class);

  private ConfigFile(Path file, YAMLParser yaml) {
    this.file = file;
    this.yaml = yaml;
  }

  static AllGiven read(Path file) throws BadConfig {
    try (var in = Files.newBufferedReader(file);
        var yaml = new YAMLFactory().createParser(in)) {
      return new ConfigFile(file.toAbsolutePath(), yaml).settings();
    } catch (JsonProcessingException problem) {
      var line = problem.getLocation() == null ? 1 : problem.getLocation().getLineNr();
      var why = String.valueOf(problem.getOriginalMessage()).lines().findFirst().orElse("");
      throw unreadable(file, "it is no YAML at line %d: %s".formatted(line, why));
    } catch (NoSuchFileException missing) {
      throw unreadable(file, "it isn't there");
    } catch (IOException problem) {
      throw unreadable(file, String.valueOf(problem.getMessage()));
    }
  }

  private static BadConfig unreadable(Path file, String why) {
    return new BadConfig(
        "the config file \"%s\" can't be read: %s".formatted(file.toAbsolutePath(), why));
  }

  private AllGiven settings() throws IOException, BadConfig {
    var first = yaml.nextToken();
    if (first != null && first != JsonToken.VALUE_NULL) {
      if (first != JsonToken.START_OBJECT) {
        throw unreadable(file, "it isn't keys and values, like listen: 0.0.0.0:2222");
      }
      while (yaml.nextToken() == JsonToken.FIELD_NAME) {
        setting();
      }
    }
    return new AllGiven(found);
  }

  private void setting() throws IOException, BadConfig {
    var place = ", line %d of %s".formatted(yaml.currentTokenLocation().getLineNr(), file);
    var key = yaml.currentName();
    var setting = Setting.called(key).orElseThrow(() -> unknown(key, place));
    if (found.containsKey(setting)) {
      throw new BadConfig("%s is given twice%s: leave out one".formatted(key, place));
    }
    var values = values(setting, place);
    if (!values.isEmpty()) {
      found.put(setting, new Given(setting, key, place, folder(), values));
    }
  }

  private List<String> values(Setting setting, String place) throws IOException, BadConfig {
    var values = new ArrayList<String>();
    var token = yaml.nextToken();
    if (token == JsonToken.START_ARRAY && setting.isList()) {
      while (yaml.nextToken() != JsonToken.END_ARRAY) {
        values.add(text(setting, place));
      }
    } else if (token != JsonToken.VALUE_NULL) {
      values.add(text(setting, place));
    }
    return values;
  }

  private String text(Setting setting, String place) throws IOException, BadConfig {
    if (!yaml.currentToken().isScalarValue()) {
      throw new BadConfig(
          "%s is more than a value%s: give %s".formatted(setting.key(), place, setting.bounds()));
    }
    return yaml.getText();
  }

  private Path folder() {
    var folder = file.getParent();
    return folder == null ? file : folder;
  }

  private static BadConfig unknown(String key, String place) {
    var keys = Arrays.stream(Setting.values()).map(Setting::key).toList();
    return new BadConfig(
        "there is no key \"%s\"%s: did you mean %s?".formatted(key, place, Nearest.of(key, keys)));
  }
}
