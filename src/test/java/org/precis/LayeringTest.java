package org.precis;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Holds the packages to the one direction of {@code docs/architecture.md}. */
@AnalyzeClasses(packages = "org.precis", importOptions = ImportOption.DoNotIncludeTests.class)
class LayeringTest {
  private static final String JAVA = "java..";

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("org.precis.(**)").should().beFreeOfCycles();

  @ArchTest static final ArchRule textImportsNoOtherPackageOfOurs = onlyOurs("text");

  @ArchTest static final ArchRule tokenSeesText = onlyOurs("token", "text");

  @ArchTest static final ArchRule nnSeesNothingOfOurs = onlyOurs("nn");

  @ArchTest
  static final ArchRule modelSeesTheLayersBelow = onlyOurs("model", "nn", "token", "text");

  @ArchTest
  static final ArchRule decodeKnowsAModelByItsContractsOnly =
      classes()
          .that()
          .resideInAPackage("org.precis.decode..")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(JAVA, "org.precis.decode..", "org.precis.model"));

  @ArchTest
  static final ArchRule picklesAreReadWithTheJdkAlone =
      classes()
          .that()
          .resideInAPackage("org.precis.model.io.pickle")
          .should()
          .onlyDependOnClassesThat(resideInAnyPackage(JAVA, "org.precis.model.io.pickle"));

  @ArchTest static final ArchRule theHubKnowsFilesOnly = onlyOurs("model.io.hub");

  @ArchTest
  static final ArchRule modelContractsImportNoTensorLibrary =
      classes()
          .that()
          .resideInAPackage("org.precis.model")
          .should()
          .onlyDependOnClassesThat(resideInAnyPackage(JAVA, "org.precis.model"));

  @ArchTest static final ArchRule evalSeesText = onlyOurs("eval", "text");

  @ArchTest static final ArchRule alignSeesTextAndEval = onlyOurs("align", "text", "eval");

  @ArchTest
  static final ArchRule evalAndAlignAreOnPlainValues =
      noClasses()
          .that()
          .resideInAnyPackage("org.precis.eval..", "org.precis.align..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ai.djl..");

  @ArchTest
  static final ArchRule packagesOfModelHaveNoCycles =
      slices()
          .matching("org.precis.model.(*)..")
          .should()
          .beFreeOfCycles()
          .because("model.io lists the families; they know model.family and model.transformer");

  @ArchTest
  static final ArchRule theTransformerKnowsNoFamily =
      classes()
          .that()
          .resideInAnyPackage("org.precis.model.transformer", "org.precis.model.family")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                  JAVA,
                  "ai.djl..",
                  "com.fasterxml.jackson..",
                  "org.precis.nn",
                  "org.precis.model",
                  "org.precis.model.session",
                  "org.precis.model.family",
                  "org.precis.model.transformer"));

  @ArchTest
  static final ArchRule summarizeSeesTheLayersBelow =
      onlyOurs("summarize", "text", "token", "model", "decode", "align");

  @ArchTest
  static final ArchRule sectionsArePlannedOnPlainValues =
      onlyOurs("summarize.section", "text", "summarize.source");

  @ArchTest
  static final ArchRule trainSeesTheLayersBelow =
      onlyOurs(
          "train", "text", "token", "nn", "model", "decode", "align", "eval", "summarize.section");

  @ArchTest
  static final ArchRule methodsOfTrainingDoNotKnowTheirConfiguration =
      noClasses()
          .that()
          .resideInAnyPackage(
              "org.precis.train.across..",
              "org.precis.train.augment..",
              "org.precis.train.baseline..",
              "org.precis.train.data..",
              "org.precis.train.objective..",
              "org.precis.train.uotsumm..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  "org.precis.train", "org.precis.train.config..", "org.precis.train.run.."));

  @ArchTest
  static final ArchRule onlyTheCommandLineKnowsTheTrainer =
      noClasses()
          .that()
          .resideOutsideOfPackages("org.precis.train..", "org.precis.cli..")
          .should()
          .dependOnClassesThat(resideInAPackage("org.precis.train.."));

  @ArchTest
  static final ArchRule solrStaysAtTheEdge =
      noClasses()
          .that()
          .resideOutsideOfPackages("org.precis.solr..", "org.precis.cli..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("org.apache.solr..", "org.precis.solr..", "org.precis.cli.."));

  @ArchTest
  static final ArchRule solrDoesNotKnowTheCommandLine =
      noClasses()
          .that(resideInAPackage("org.precis.solr.."))
          .should()
          .dependOnClassesThat(resideInAPackage("org.precis.cli.."));

  /** Classes of {@code org.precis.<name>} use no other package of ours than those named. */
  private static ArchRule onlyOurs(String name, String... others) {
    String[] allowed = new String[others.length + 1];
    allowed[0] = "org.precis." + name + "..";
    for (int i = 0; i < others.length; i++) {
      allowed[i + 1] = "org.precis." + others[i] + "..";
    }
    return noClasses()
        .that()
        .resideInAPackage(allowed[0])
        .should()
        .dependOnClassesThat(
            resideInAPackage("org.precis..")
                .and(
                    com.tngtech.archunit.base.DescribedPredicate.not(resideInAnyPackage(allowed))));
  }
}
