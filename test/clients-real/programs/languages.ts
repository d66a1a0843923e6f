/** go, Cargo, Composer, NuGet, Conan, rebar3. Cargo's and Conan's retries are switched off. */
import { GO_MODULE } from "../origin/golang.ts";
import { onPath, stored, version } from "../store.ts";
import type { Command, Program, Run } from "./program.ts";

function go(): Program {
  const path = onPath("go");
  const command = (run: Run): Command => ({
    argv: [path, "mod", "download", `${GO_MODULE}@v1.0.0`],
    env: {
      GOPROXY: run.base,
      GOSUMDB: "off",
      GOFLAGS: "-mod=mod -modcacherw",
      GOTOOLCHAIN: "local",
      GOPATH: `${run.home}/go`,
    },
  });
  return {
    name: "go",
    family: "go",
    format: "go",
    path,
    versionCommand: [path, "version"],
    operations: [
      { name: "install", command },
      { name: "download", command },
    ],
    parallel: true,
  };
}

function cargo(): Program {
  const path = onPath("cargo");
  const files = (run: Run, dependencies: string) => ({
    "Cargo.toml": `[package]\nname = "app"\nversion = "1.0.0"\nedition = "2021"\ndescription = "x"\nlicense = "MIT"\n${dependencies}`,
    "src/lib.rs": "",
    ".cargo/config.toml": `[registries.outspoken]\nindex = "sparse+${run.base}/index/"\ntoken = "secret"\n[net]\nretry = 0\n`,
  });
  const env = (run: Run) => ({ CARGO_HOME: `${run.home}/.cargo` });
  const fetchAll = (run: Run): Command => ({
    argv: [path, "fetch"],
    env: env(run),
    files: files(run, '[dependencies]\ndemo = { version = "1.0.0", registry = "outspoken" }\n'),
  });
  return {
    name: "Cargo",
    family: "cargo",
    format: "cargo",
    path,
    versionCommand: [path, "--version"],
    operations: [
      { name: "install", command: fetchAll },
      { name: "download", command: fetchAll },
      {
        name: "publish",
        command: (run) => ({
          argv: [path, "publish", "--registry", "outspoken", "--no-verify", "--allow-dirty"],
          env: env(run),
          files: files(run, ""),
        }),
      },
    ],
  };
}

/** All PHP extensions that Composer needs, but no ext-curl: Debian's plain install. */
const WITHOUT_CURL = ["ctype", "iconv", "intl", "mbstring", "phar", "tokenizer"].flatMap((name) => [
  "-d",
  `extension=${name}`,
]);

function composer(has: "ext-curl" | "streams"): Program {
  const path = onPath("composer");
  const php = has === "ext-curl" ? [] : [onPath("php"), "-n", ...WITHOUT_CURL];
  const command = (run: Run): Command => ({
    argv: [...php, path, "update", "--no-interaction", "--no-progress", "--no-plugins"],
    env: { COMPOSER_ALLOW_SUPERUSER: "1", COMPOSER_HOME: `${run.home}/composer` },
    files: {
      "composer.json": JSON.stringify({
        repositories: [{ type: "composer", url: run.base }, { packagist: false }],
        require: { "acme/demo": "1.0.0" },
        config: { "secure-http": false },
      }),
    },
  });
  return {
    name: has === "ext-curl" ? "Composer" : "Composer without ext-curl",
    family: "composer",
    format: "composer",
    path,
    versionCommand: [path, "--version"],
    operations: [
      { name: "install", command },
      // A silent origin gets 16 requests.
      { name: "download", scenarios: ["refused", "missing", "broken"], command },
    ],
  };
}

function nuget(): Program {
  const path = onPath("nuget");
  return {
    name: "NuGet",
    family: "nuget",
    format: "nuget",
    path,
    versionCommand: ["dpkg-query", "-W", "nuget"],
    operations: [
      {
        name: "install",
        command: (run) => ({
          argv: [path, "install", "demo", "-Source", `${run.base}/`, "-NonInteractive", "-NoCache"],
        }),
      },
    ],
  };
}

function conan(number: string): Program {
  const path = stored("python", `conan-${number}`, "bin", "conan");
  const prepare = (run: Run, then: string): Command => ({
    argv: [
      "sh",
      "-c",
      `"${path}" profile detect >/dev/null 2>&1; "${path}" remote add outspoken ${run.base} --index 0 >/dev/null 2>&1; "${path}" remote disable conancenter >/dev/null 2>&1; ${then}`,
    ],
    env: {
      CONAN_HOME: `${run.home}/conan`,
      CONAN_LOGIN_USERNAME: "somebody",
      CONAN_PASSWORD: "secret",
      CONAN_NON_INTERACTIVE: "1",
    },
    files: {
      "conanfile.py":
        'from conan import ConanFile\nclass Demo(ConanFile):\n    name = "demo"\n    version = "2.0"\n',
      [`${run.home}/conan/global.conf`]:
        "core:non_interactive=True\ncore.net.http:max_retries=0\ncore.download:retry=0\ncore.upload:retry=0\ncore.upload:retry_wait=0\n",
    },
  });
  return {
    name: "Conan",
    family: "conan",
    parallel: true,
    format: "conan",
    path,
    versionCommand: [path, "--version"],
    operations: [
      // On a 401 it signs in forever; its sign-in has its own row.
      {
        name: "install",
        scenarios: ["refused", "missing", "limited", "broken", "down", "silent"],
        command: (run) => prepare(run, `"${path}" install --requires=demo/1.0`),
      },
      { name: "download", command: (run) => prepare(run, `"${path}" install --requires=demo/1.0`) },
      {
        name: "publish",
        scenarios: ["refused", "conflict", "limited", "broken", "down"],
        command: (run) =>
          prepare(
            run,
            `"${path}" export . >/dev/null 2>&1; "${path}" upload demo/2.0 -r outspoken --confirm`,
          ),
      },
      {
        name: "login",
        command: (run) => prepare(run, `"${path}" remote login outspoken somebody -p secret`),
      },
    ],
  };
}

function rebar3(): Program {
  const path = stored("debian", "usr", "bin", "rebar3");
  const command = (run: Run): Command => ({
    argv: [path, "get-deps"],
    env: { REBAR_COLOR: "none", REBAR_CACHE_DIR: `${run.home}/rebar3` },
    files: {
      "src/app.app.src": '{application,app,[{vsn,"1.0.0"},{applications,[kernel,stdlib]}]}.\n',
      "rebar.config": `{deps, [{demo, "1.0.0"}]}.
{hex, [{repos, replace, [#{name => <<"outspoken">>, repo_url => <<"${run.base}">>, api_url => <<"${run.base}/api">>,
  repo_verify => false, repo_verify_origin => false, repo_public_key => <<>>}]}]}.\n`,
    },
  });
  return {
    name: "rebar3",
    family: "rebar3",
    format: "hex",
    path,
    versionCommand: [path, "version"],
    operations: [
      { name: "install", command },
      { name: "download", command },
    ],
  };
}

export const languagePrograms: readonly Program[] = [
  go(),
  cargo(),
  composer("ext-curl"),
  composer("streams"),
  nuget(),
  conan(version("CONAN_VERSION")),
  rebar3(),
];
