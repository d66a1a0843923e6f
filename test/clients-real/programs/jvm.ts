/** Maven with every transport, Gradle, Coursier. Retries are switched off in Maven. */
import { JAR } from "../origin/maven.ts";
import type { ScenarioName } from "../scenarios.ts";
import { onPath, stored, version, versions } from "../store.ts";
import type { Program, Run } from "./program.ts";

const RESOLVE = `org.apache.maven.plugins:maven-dependency-plugin:${version("MAVEN_DEPENDENCY_PLUGIN_VERSION")}:resolve`;
const DEPLOY = `org.apache.maven.plugins:maven-deploy-plugin:${version("MAVEN_DEPLOY_PLUGIN_VERSION")}:deploy-file`;
/** Maven 3.9, Maven 4, and wagon's wait before its first retry, in seconds. */
const NO_RETRIES = [
  "-Daether.connector.http.retryHandler.count=0",
  "-Daether.transport.http.retryHandler.count=0",
  "-Dmaven.wagon.httpconnectionManager.maxBackoffSeconds=0",
];

/** All other repositories are an empty folder: the plugins are in the local repository already. */
function settings(run: Run): string {
  return `<settings><mirrors><mirror><id>central</id><mirrorOf>*,!outspoken</mirrorOf><url>file://${run.home}/nothing</url></mirror></mirrors>
<servers><server><id>outspoken</id><username>somebody</username><password>secret</password></server></servers></settings>`;
}

function pom(run: Run): string {
  return `<project><modelVersion>4.0.0</modelVersion><groupId>local</groupId><artifactId>app</artifactId><version>1</version>
<repositories><repository><id>outspoken</id><url>${run.base}</url></repository></repositories>
<dependencies><dependency><groupId>org.example</groupId><artifactId>lib</artifactId><version>1.0</version></dependency></dependencies></project>`;
}

/** The version that runs every scenario; the others run those that tell them apart. */
const WHOLE = "3.9.16";
/** Half of a run is JVM start-up. */
const QUICK_START = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto";

function maven(number: string): Program {
  const path = number === "3.8" ? onPath("mvn") : stored("jvm", `apache-maven-${number}`, "bin", "mvn");
  const common = [
    path,
    "-B",
    "-s",
    "settings.xml",
    "-Dmaven.repo.local=../m2",
    "-Dstyle.color=never",
    ...NO_RETRIES,
  ];
  const files = (run: Run) => ({ "settings.xml": settings(run), "pom.xml": pom(run), "lib.jar": JAR });
  const env = { MAVEN_OPTS: QUICK_START };
  const resolve = (run: Run) => ({ argv: [...common, RESOLVE], files: files(run), env });
  const deploy = (run: Run) => ({
    argv: [
      ...[
        ...common,
        "-N",
        DEPLOY,
        "-Dfile=lib.jar",
        "-DgroupId=org.example",
        "-DartifactId=lib",
        "-Dversion=2.0",
      ],
      ...["-DrepositoryId=outspoken", `-Durl=${run.base}`],
    ],
    files: files(run),
    env,
  });
  const only = (...scenarios: ScenarioName[]) => (number === WHOLE ? {} : { scenarios });
  return {
    name: `Maven ${number}`,
    family: "maven",
    format: "maven",
    path,
    versionCommand: [path, "--version"],
    warm: { m2: stored("jvm", "m2") },
    operations: [
      { name: "install", ...only("refused", "unauthorized", "missing", "broken", "down"), command: resolve },
      { name: "download", scenarios: ["refused", "missing"], command: resolve },
      { name: "publish", ...only("refused", "conflict", "down"), command: deploy },
    ],
  };
}

function gradle(): Program {
  const path = onPath("gradle");
  const command = (run: Run) => ({
    argv: [path, "--no-daemon", "--console=plain", "-q", "files"],
    files: {
      "settings.gradle": "",
      "build.gradle": `repositories { maven { url "${run.base}" } }\nconfigurations { wanted }\ndependencies { wanted "org.example:lib:1.0" }\ntask files { doLast { configurations.wanted.each { println it } } }\n`,
    },
    env: { GRADLE_OPTS: `-Xmx256m ${QUICK_START}`, GRADLE_USER_HOME: `${run.home}/gradle` },
  });
  return {
    name: "Gradle",
    family: "gradle",
    format: "maven",
    path,
    versionCommand: [path, "--version"],
    operations: [
      { name: "install", command },
      { name: "download", scenarios: ["refused"], command },
    ],
  };
}

function coursier(number: string): Program {
  const lib = stored("jvm", `coursier-${number}`, "lib");
  const java = ["java", "-Xmx256m", ...QUICK_START.split(" "), "-cp", `${lib}/*`, "coursier.cli.Coursier"];
  const command = (run: Run) => ({
    argv: [...java, "fetch", "--no-default", "-r", run.base, "org.example:lib:1.0"],
    env: { COURSIER_CACHE: `${run.home}/coursier`, COURSIER_PROGRESS: "disable" },
  });
  return {
    name: "Coursier",
    family: "coursier",
    format: "maven",
    path: lib,
    versionCommand: [...java, "version"],
    operations: [{ name: "install", command }],
    parallel: true,
  };
}

export const jvmPrograms: readonly Program[] = [
  ...["3.8", ...versions("MAVEN_VERSIONS")].map(maven),
  gradle(),
  coursier(version("COURSIER_VERSION")),
];
