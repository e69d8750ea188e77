package dev.dormouse.e2e.laws;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;

/** Every class of ours but the tests, read once for all laws. */
final class House {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.dormouse");

  private House() {}

  /** Holds a law against the house. Rooms that aren't built yet break none. */
  static void keeps(ArchRule law) {
    law.allowEmptyShould(true).check(CLASSES);
  }
}
