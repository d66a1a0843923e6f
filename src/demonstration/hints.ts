/** What `npm start` prints when the gateway is up: commands to try in another terminal. */

/** In: the gateway's URL, without a trailing slash. */
export function hints(gateway: string): string {
  // npm names a token by the registry's URL without its scheme.
  const registry = gateway.slice(gateway.indexOf("//"));
  return `
Outspoken runs at ${gateway} in front of a demonstration registry. Try, in another terminal:

  npm view protected   --registry ${gateway}/npm/       refused: the reason is in the error line
  npm view protected   --registry ${gateway}/off/npm/   the same with Outspoken switched off
  npm view expired     --registry ${gateway}/npm/ --${registry}/npm/:_authToken=abc   an expired token
  npm view quarantined --registry ${gateway}/npm/       stopped by a policy
  npm view quarantined --registry ${gateway}/help/npm/  the same, and what to do next
  npm view missing     --registry ${gateway}/npm/       not there
  npm view silent      --registry ${gateway}/npm/ --fetch-retries=0   an origin that never answers: 504
  npm view dead-host   --registry ${gateway}/npm/ --fetch-retries=0   an origin whose host is dead: 502
  npm install good     --registry ${gateway}/npm/       a package that installs, integrity and all

  gem install protected --clear-sources --source ${gateway}/gems/
  GOPROXY=${gateway}/go GONOSUMDB=* go mod download example.com/protected@v1.0.0
  mvn dependency:get -Dartifact=com.example:protected:1.0 -Dtransitive=false -DremoteRepositories=${gateway}/maven/
  pip download protected --index-url ${gateway}/pypi/simple/ --no-deps
  pip download ${gateway}/pypi/files/protected-1.0-py3-none-any.whl

Switch a route off and on again, without a restart; it takes effect within about 90 seconds:

  npm run switch -- npm off --local --config src/demonstration/gateway.toml
  npm run switch -- npm configured --local --config src/demonstration/gateway.toml

The operator's page: ${gateway}/-/outspoken/   sign in with the token "demonstration-only"

Every failure, except on a route that is off, is logged below as one line of JSON. Ctrl+C stops the gateway.
`;
}
