/** The list of all programs, slow ones first, and of those that are not available here. */
import { condaPrograms } from "./conda.ts";
import { containerPrograms } from "./containers.ts";
import { dockerPrograms } from "./docker.ts";
import { extensionPrograms } from "./extensions.ts";
import { helmPrograms } from "./helm.ts";
import { jvmPrograms } from "./jvm.ts";
import { languagePrograms } from "./languages.ts";
import { modelPrograms } from "./models.ts";
import { npmPrograms } from "./npm.ts";
import type { Absent, Program } from "./program.ts";
import { pythonPrograms } from "./python.ts";
import { rpmPrograms } from "./rpm.ts";
import { rubyPrograms } from "./ruby.ts";
import { systemPrograms } from "./system.ts";

export const PROGRAMS: readonly Program[] = [
  ...jvmPrograms,
  ...pythonPrograms,
  ...npmPrograms,
  ...languagePrograms,
  ...rubyPrograms,
  ...modelPrograms,
  ...dockerPrograms,
  ...containerPrograms,
  ...helmPrograms,
  ...condaPrograms,
  ...extensionPrograms,
  ...rpmPrograms,
  ...systemPrograms,
];

export const ABSENT: readonly Absent[] = [
  { name: "dotnet", because: "not in the registries this machine reaches" },
  { name: "SwiftPM", because: "not in the registries this machine reaches" },
  { name: "dart pub", because: "not in the registries this machine reaches" },
  { name: "mix hex", because: "the hex archive is in no registry this machine reaches" },
  { name: "rebar3 hex publish", because: "its plugin is on hex.pm only, which this machine does not reach" },
  {
    name: "Gradle 8 and newer, which read problem details",
    because: "its distributions are in no registry this machine reaches",
  },
  { name: "apk", because: "not among Debian's packages" },
  { name: "conda, mamba", because: "not on PyPI" },
];
