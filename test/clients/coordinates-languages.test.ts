/** Which package a request is about, by real paths of npm, Maven and Python. */
import { expect, it } from "vitest";
import { clientFormat, type FormatName } from "../../src/clients/index.ts";
import { request } from "./failing.ts";

/** A path as below its route's pattern, with its query; what is left out of package and version is empty. */
type Row = readonly [path: string, name?: string, version?: string];

const NPM: readonly Row[] = [
  ["/left-pad", "left-pad"],
  ["/left-pad/", "left-pad"],
  ["/left-pad?write=true", "left-pad"],
  ["/left-pad/1.3.0", "left-pad", "1.3.0"],
  ["/left-pad/1.3.0-rc.1+build.5", "left-pad", "1.3.0-rc.1+build.5"],
  ["/repository/left-pad"],
  ["/left-pad/latest"],
  ["/@acme%2fleft-pad", "@acme/left-pad"],
  ["/@acme%2Fleft-pad", "@acme/left-pad"],
  ["/%40acme%2fleft-pad", "@acme/left-pad"],
  ["/@acme/left-pad", "@acme/left-pad"],
  ["/@acme%2fleft-pad/1.3.0", "@acme/left-pad", "1.3.0"],
  ["/@acme%2fleft-pad/latest", "@acme/left-pad"],
  ["/owner/@acme%2fleft-pad", "@acme/left-pad"],
  ["/left-pad/-/left-pad-1.3.0.tgz", "left-pad", "1.3.0"],
  ["/left-pad/-/left-pad-1.3.0-beta.2.tgz", "left-pad", "1.3.0-beta.2"],
  ["/left-pad-2/-/left-pad-2-1.3.0.tgz", "left-pad-2", "1.3.0"],
  ["/some/repository/left-pad/-/left-pad-1.3.0.tgz", "left-pad", "1.3.0"],
  ["/@acme/left-pad/-/left-pad-1.3.0.tgz", "@acme/left-pad", "1.3.0"],
  ["/@acme%2fleft-pad/-/left-pad-1.3.0.tgz", "@acme/left-pad", "1.3.0"],
  ["/@acme/left-pad/-/@acme/left-pad-1.3.0.tgz", "@acme/left-pad", "1.3.0"],
  ["/@acme%2fleft-pad/-/@acme%2fleft-pad-1.3.0.tgz", "@acme/left-pad", "1.3.0"],
  ["/left-pad/-/1.3.0/left-pad-1.3.0.tgz", "left-pad", "1.3.0"],
  ["/left-pad/-/other-1.3.0.tgz", "left-pad"],
  ["/download/@acme/left-pad/1.3.0/0a1b2c3d", "@acme/left-pad", "1.3.0"],
  ["/-/package/left-pad/dist-tags", "left-pad"],
  ["/-/package/@acme%2fleft-pad/dist-tags/next", "@acme/left-pad"],
  ["/-/package/@acme/left-pad/access", "@acme/left-pad"],
  ["/-/package/left-pad/collaborators?format=cli", "left-pad"],
  ["/-/npm/v1/attestations/left-pad@1.3.0", "left-pad", "1.3.0"],
  ["/-/npm/v1/attestations/@acme%2fleft-pad@1.3.0", "@acme/left-pad", "1.3.0"],
  ["/left-pad/-rev/12-0a1b2c", "left-pad"],
  ["/left-pad/-/left-pad-1.3.0.tgz/-rev/12-0a1b2c", "left-pad", "1.3.0"],
  ["/"],
  ["/-/ping"],
  ["/-/whoami"],
  ["/-/v1/search?text=left-pad"],
  ["/-/v1/login"],
  ["/-/user/org.couchdb.user:jane"],
  ["/-/npm/v1/security/advisories/bulk"],
  ["/-/npm/v1/security/audits/quick"],
  ["/-/npm/v1/tokens"],
  ["/left-pad/%zz"],
  ["/../left-pad"],
  ["/%2e%2e/left-pad"],
  ["/..%2fleft-pad"],
];

const MAVEN: readonly Row[] = [
  ["/org/acme/lib/1.0/lib-1.0.jar", "org.acme:lib", "1.0"],
  ["/org/acme/lib/1.0/lib-1.0.pom", "org.acme:lib", "1.0"],
  ["/org/acme/lib/1.0/lib-1.0.module", "org.acme:lib", "1.0"],
  ["/org/acme/lib/1.0/lib-1.0-sources.jar", "org.acme:lib", "1.0"],
  ["/org/acme/lib/1.0/lib-1.0-linux-x86_64.tar.gz", "org.acme:lib", "1.0"],
  ["/org/acme/lib/1.0/lib-1.0.jar.sha1", "org.acme:lib", "1.0"],
  ["/org/acme/lib/1.0/lib-1.0.jar.asc.md5", "org.acme:lib", "1.0"],
  ["/junit/junit/4.13.2/junit-4.13.2.jar", "junit:junit", "4.13.2"],
  ["/commons-io/commons-io/2.16.1/commons-io-2.16.1.jar", "commons-io:commons-io", "2.16.1"],
  ["/org/acme/lib/1.0%2Bbuild/lib-1.0%2Bbuild.jar", "org.acme:lib", "1.0+build"],
  ["/org/acme/lib/1.0-SNAPSHOT/lib-1.0-SNAPSHOT.jar", "org.acme:lib", "1.0-SNAPSHOT"],
  ["/org/acme/lib/1.0-SNAPSHOT/lib-1.0-20260101.120000-7.jar", "org.acme:lib", "1.0-SNAPSHOT"],
  ["/org/acme/lib/1.0-SNAPSHOT/maven-metadata.xml", "org.acme:lib", "1.0-SNAPSHOT"],
  ["/org/acme/lib/maven-metadata.xml", "org.acme:lib"],
  ["/org/acme/lib/maven-metadata.xml.sha512", "org.acme:lib"],
  ["/org/apache/maven/plugins/maven-metadata.xml"],
  ["/org/codehaus/mojo/maven-metadata.xml.sha1"],
  [
    "/com/acme/tool/com.acme.tool.gradle.plugin/2.0/com.acme.tool.gradle.plugin-2.0.pom",
    "com.acme.tool:com.acme.tool.gradle.plugin",
    "2.0",
  ],
  ["/com/acme/plugin_2.12_1.0/0.5/plugin-0.5.jar", "com.acme:plugin_2.12_1.0", "0.5"],
  ["/org/acme/lib_2.13/1.0/lib_2.13-1.0.jar", "org.acme:lib_2.13", "1.0"],
  ["/org.scala-sbt/sbt/1.9.0/jars/sbt.jar", "org.scala-sbt:sbt", "1.9.0"],
  ["/com.acme/plugin/scala_2.12/sbt_1.0/0.5/ivys/ivy.xml", "com.acme:plugin", "0.5"],
  ["/archetype-catalog.xml"],
  ["/.meta/prefixes.txt"],
  ["/.index/nexus-maven-repository-index.gz"],
  ["/org/acme/lib/"],
  ["/maven-metadata.xml"],
  ["/lib/maven-metadata.xml"],
  ["/org/acme/lib/1.0/other-2.0.jar"],
  ["/org/acme/../lib/1.0/lib-1.0.jar"],
];

const PYPI: readonly Row[] = [
  ["/simple/requests/", "requests"],
  ["/simple/requests", "requests"],
  ["/simple/Typing_Extensions/", "typing-extensions"],
  ["/simple/zope.interface/", "zope-interface"],
  ["/simple/a%2Db/", "a-b"],
  ["/acme/dev/+simple/requests/", "requests"],
  ["/root/pypi/simple/requests/", "requests"],
  ["/simple/requests/index.html", "requests"],
  ["/simple/"],
  ["/simple/%72equests/", "requests"],
  ["/pypi/requests/json", "requests"],
  ["/pypi/requests/2.32.0/json", "requests", "2.32.0"],
  ["/integrity/requests/2.32.0/requests-2.32.0.tar.gz/provenance", "requests", "2.32.0"],
  ["/files/requests-2.32.0-py3-none-any.whl", "requests", "2.32.0"],
  ["/files/requests-2.32.0-py3-none-any.whl.metadata", "requests", "2.32.0"],
  ["/files/requests-2.32.0-1-py3-none-any.whl", "requests", "2.32.0"],
  ["/typing_extensions-4.12.2-py3-none-any.whl", "typing-extensions", "4.12.2"],
  ["/torch-2.4.0%2Bcu121-cp312-cp312-linux_x86_64.whl", "torch", "2.4.0+cu121"],
  ["/numpy-2.1.0-cp312-cp312-manylinux_2_17_x86_64.manylinux2014_x86_64.whl", "numpy", "2.1.0"],
  ["/packages/ab/cd/0123/requests-2.32.0.tar.gz", "requests", "2.32.0"],
  ["/packages/ab/cd/0123/requests-2.32.0.tar.gz.asc", "requests", "2.32.0"],
  ["/python-dateutil-2.8.2.tar.gz", "python-dateutil", "2.8.2"],
  ["/ruamel.yaml.clib-0.2.8.tar.gz", "ruamel-yaml-clib", "0.2.8"],
  ["/backports.zoneinfo-0.2.1.zip", "backports-zoneinfo", "0.2.1"],
  ["/acme-1!2.0rc1.dev3.tar.gz", "acme", "1!2.0rc1.dev3"],
  ["/setuptools-0.6c11-py2.7.egg", "setuptools", "0.6c11"],
  ["/"],
  ["/_/oidc/mint-token"],
  ["/logo.png"],
];

const TABLES: readonly (readonly [FormatName, readonly Row[]])[] = [
  ["npm", NPM],
  ["maven", MAVEN],
  ["pypi", PYPI],
];

const CASES = TABLES.flatMap(([format, rows]) =>
  rows.map(([path, name = "", version = ""]) => ({ format, path, name, version })),
);

it.each(CASES)("$format $path is $name $version", ({ format, path, name, version }) => {
  const [below = "", query] = path.split("?");
  const asked = request(below, {}, "GET", query === undefined ? "" : `?${query}`);
  expect(clientFormat(format).coordinates(asked)).toEqual({ package: name, version });
});
