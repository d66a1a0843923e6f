/** How curl, twine, pip, skopeo, crane, ansible-galaxy, npm and Maven are pointed at Pulp. */
import { JAR } from "../origin/maven.ts";
import { WHEEL, WHEEL_NAME } from "../origin/pypi.ts";
import { DIRECTORY, POLICY } from "../programs/containers.ts";
import type { Run } from "../programs/program.ts";
import { onPath, stored, version, versions } from "../store.ts";
import { NPM } from "./languages.ts";
import { type Ending, type Exchange, exchange, USER } from "./server.ts";

const TWINE = stored("python", `twine-${version("TWINE_VERSION")}`, "bin", "twine");
const PIP = stored("python", `pip-${versions("PIP_VERSIONS").at(-1)}`, "bin", "pip");
const GALAXY = stored("python", `ansible-core-${version("ANSIBLE_CORE_VERSION")}`, "bin", "ansible-galaxy");
const SKOPEO = onPath("skopeo");
const CRANE = stored("go", "bin", "crane");
const MAVEN = stored("jvm", "apache-maven-3.9.16", "bin", "mvn");

export const PULP_CLIENTS = [TWINE, PIP, GALAXY, SKOPEO, CRANE, NPM, MAVEN, onPath("curl")];

/** The user of a request, for curl's -u. */
interface Asker {
  readonly user: string;
  readonly password: string;
}

/** The first user, which may do everything. */
export const ADMIN: Asker = { user: "admin", password: "password" };
export const MISTAKEN: Asker = { user: "admin", password: "wrong" };
/** Has no permissions. Pulp requires a password of eight characters that is not common. */
export const UNPRIVILEGED: Asker = { user: USER, password: "words-of-one" };

/** `api PATH` as curl calls it, and `settle`, which waits until Pulp's worker is done. */
function withApi({ base }: Run, { user, password }: Asker): string {
  return `api() { path=$1; shift; curl -sS --fail-with-body -u ${user}:${password} -H 'Content-Type: application/json' "$@" "${base}$path"; }
settle() { until api '/pulp/api/v3/tasks/?state__in=waiting,running' | grep -q '"count":0'; do sleep 0.1; done; }
`;
}

/** A call of Pulp's API: GET, and POST with a body. */
export function curl(
  name: string,
  asker: Asker,
  path: string,
  body: object | null,
  ending: Ending,
): Exchange {
  const content = body === null ? "" : `-d '${JSON.stringify(body)}'`;
  return exchange(name, ending, (run) => `${withApi(run, asker)} api /pulp/api/v3/${path} ${content}`);
}

/** One repository of each type, served below its type's name, by a distribution of this name. */
export function makeRepositories(
  name: string,
  types: Readonly<Record<string, string>>,
  ending: Ending,
): Exchange {
  const made = Object.entries(types).map(
    ([type, distribution]) =>
      `href=$(api /pulp/api/v3/repositories/${type}/${type}/ -d '{"name":"${type}"}' | grep -o '"pulp_href":"[^"]*"' | head -1 | cut -d '"' -f 4)
api /pulp/api/v3/distributions/${type}/${distribution}/ -d '{"name":"${type}","base_path":"${type}/demo","repository":"'$href'"}'`,
  );
  return exchange(name, ending, (run) => `${withApi(run, ADMIN)} set -e\n${made.join("\n")}\nsettle`);
}

const PYPI = "pypi/python/demo";

export function twine(name: string, { user, password }: Asker, ending: Ending): Exchange {
  return exchange(
    name,
    ending,
    (run) =>
      `${withApi(run, ADMIN)} ${TWINE} upload --non-interactive --disable-progress-bar --repository-url ${run.base}/${PYPI}/legacy/ -u ${user} -p ${password} ${WHEEL_NAME} && settle`,
    () => ({ [WHEEL_NAME]: WHEEL }),
  );
}

export function uploadWithoutDigest(name: string, { user, password }: Asker, ending: Ending): Exchange {
  return exchange(
    name,
    ending,
    ({ base }) =>
      `curl -sS --fail-with-body -u ${user}:${password} -F :action=file_upload -F content=@${WHEEL_NAME} ${base}/${PYPI}/legacy/`,
    () => ({ [WHEEL_NAME]: WHEEL }),
  );
}

export function pip(name: string, project: string, ending: Ending): Exchange {
  return exchange(
    name,
    ending,
    (run) =>
      `${PIP} download -q --no-deps --no-cache-dir --disable-pip-version-check --retries 0 --index-url ${run.base}/${PYPI}/simple/ ${project} && sha256sum *.whl`,
  );
}

/** `copy`: what skopeo copies, and where to. */
export function skopeo(name: string, { user, password }: Asker, copy: string, ending: Ending): Exchange {
  const options = `--src-tls-verify=false --dest-tls-verify=false --src-creds ${user}:${password} --dest-creds ${user}:${password}`;
  return exchange(
    name,
    ending,
    ({ host }) =>
      `${SKOPEO} --policy policy.json copy ${options} ${copy.replaceAll("docker://", `docker://${host}/`)}`,
    () => ({ ...POLICY, ...DIRECTORY }),
  );
}

export function crane(
  name: string,
  { user, password }: Asker,
  from: string,
  to: string,
  ending: Ending,
): Exchange {
  return exchange(
    name,
    ending,
    ({ host }) =>
      `${CRANE} auth login ${host} -u ${user} -p ${password} && ${CRANE} copy --insecure ${host}/${from} ${host}/${to}`,
  );
}

const COLLECTION = {
  ...{ namespace: "example", name: "demo", version: "1.0.0", readme: "README.md", authors: ["Somebody"] },
  ...{ license: ["MIT"], description: "x", repository: "https://code.example/demo" },
};
export const PUBLISH_COLLECTION =
  "ansible-galaxy build source >built && ansible-galaxy publish example-demo-1.0.0.tar.gz";

/** KEPT is a file that outlives the command. */
export function galaxy(name: string, { user, password }: Asker, script: string, ending: Ending): Exchange {
  return exchange(
    name,
    ending,
    (_, folder) =>
      script
        .replaceAll("ansible-galaxy ", `${GALAXY} collection `)
        .replaceAll("KEPT", `${folder}/collection`),
    ({ base }) => ({
      "ansible.cfg": `[galaxy]\nserver_list=pulp\n[galaxy_server.pulp]\nurl=${base}/pulp_ansible/galaxy/ansible/demo/\nusername=${user}\npassword=${password}\n`,
      "source/galaxy.yml": JSON.stringify(COLLECTION),
      "source/README.md": "x\n",
      "source/meta/runtime.yml": 'requires_ansible: ">=2.15"\n',
    }),
    ({ home }) => ({ ANSIBLE_HOME: `${home}/ansible`, ANSIBLE_NOCOLOR: "1", ANSIBLE_LOCALHOST_WARNING: "0" }),
  );
}

export const JAVASCRIPT = "module.exports = 'ten';\n";

/** Packages are published to one path and SERVED from another. */
export function npm(name: string, { user, password }: Asker, script: string, ending: Ending): Exchange {
  const login = Buffer.from(`${user}:${password}`).toString("base64");
  return exchange(
    name,
    ending,
    ({ base }) => script.replaceAll("npm ", `${NPM} `).replaceAll("SERVED", `${base}/pulp/content/npm/demo`),
    ({ base, host }) => ({
      ".npmrc": `registry=${base}/npm/npm/demo/\n//${host}/npm/npm/demo/:_auth=${login}\nfetch-retries=0\nupdate-notifier=false\naudit=false\n`,
      "package.json": '{"name":"demo-ten","version":"1.0.0"}',
      "index.js": JAVASCRIPT,
    }),
  );
}

const PLUGINS = "org.apache.maven.plugins:maven";
export const DEPLOY = `${PLUGINS}-deploy-plugin:${version("MAVEN_DEPLOY_PLUGIN_VERSION")}:deploy-file -Dfile=lib.jar -DgroupId=org.example -DartifactId=lib -Dversion=2.0 -DrepositoryId=pulp -Durl=SERVED -Dwanted=2.0`;
export const RESOLVE = `${PLUGINS}-dependency-plugin:${version("MAVEN_DEPENDENCY_PLUGIN_VERSION")}:resolve`;

/** Its one dependency has the version of `-Dwanted=`. */
export function maven(name: string, { user, password }: Asker, goal: string, ending: Ending): Exchange {
  const urlOf = ({ base }: Run) => `${base}/pulp/maven/maven`;
  return exchange(
    name,
    ending,
    (run) =>
      `cp -al ${stored("jvm", "m2")} m2; ${MAVEN} -B -N -s settings.xml -Dmaven.repo.local=m2 -Daether.transport.http.retryHandler.count=0 ${goal.replace("SERVED", urlOf(run))}`,
    (run) => ({
      "lib.jar": JAR,
      "settings.xml": `<settings><mirrors><mirror><id>central</id><mirrorOf>*,!pulp</mirrorOf><url>file://${run.home}/nothing</url></mirror></mirrors><servers><server><id>pulp</id><username>${user}</username><password>${password}</password></server></servers></settings>`,
      "pom.xml": `<project><modelVersion>4.0.0</modelVersion><groupId>local</groupId><artifactId>app</artifactId><version>1</version><repositories><repository><id>pulp</id><url>${urlOf(run)}</url></repository></repositories><dependencies><dependency><groupId>org.example</groupId><artifactId>lib</artifactId><version>\${wanted}</version></dependency></dependencies></project>`,
    }),
    () => ({ MAVEN_OPTS: "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC" }),
  );
}
