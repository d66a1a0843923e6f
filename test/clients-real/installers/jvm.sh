# Maven Central. Sourced by ../install. Debian's Maven 3.8 is on the machine.
install_jvm() {
  local version
  once maven-system "command -v mvn >/dev/null || DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends maven"
  for version in $MAVEN_VERSIONS; do once "maven-$version" "unpack_maven $version"; done
  once "coursier-$COURSIER_VERSION" "copy_coursier $COURSIER_VERSION"
  once "maven-plugins-$MAVEN_DEPENDENCY_PLUGIN_VERSION-$MAVEN_DEPLOY_PLUGIN_VERSION" "warm_maven_repository"
}

# unpack_maven VERSION: a distribution, which is an artifact like any other.
unpack_maven() {
  mvn -q -B dependency:copy -Dartifact="org.apache.maven:apache-maven:$1:zip:bin" -DoutputDirectory="$store/jvm/zips"
  rm -rf "$store/jvm/apache-maven-$1"
  unzip -q "$store/jvm/zips/apache-maven-$1-bin.zip" -d "$store/jvm"
}

copy_coursier() {
  local folder=$store/jvm/coursier-$1
  mkdir -p "$folder"
  cat >"$folder/pom.xml" <<POM
<project><modelVersion>4.0.0</modelVersion><groupId>local</groupId><artifactId>coursier</artifactId><version>1</version>
<dependencies><dependency><groupId>io.get-coursier</groupId><artifactId>coursier-cli_2.13</artifactId><version>$1</version></dependency></dependencies></project>
POM
  mvn -q -B -f "$folder/pom.xml" dependency:copy-dependencies -DoutputDirectory="$folder/lib"
}

# A local repository with the two plugins that the suite calls, for every Maven: clients then request nothing else.
warm_maven_repository() {
  local folder=$store/jvm/warm version maven
  mkdir -p "$folder/remote/org/example/lib/1.0" "$folder/deployed"
  printf '<project><modelVersion>4.0.0</modelVersion><groupId>org.example</groupId><artifactId>lib</artifactId><version>1.0</version></project>' \
    >"$folder/remote/org/example/lib/1.0/lib-1.0.pom"
  (cd "$folder" && echo lib >lib.txt && zip -q "$folder/remote/org/example/lib/1.0/lib-1.0.jar" lib.txt)
  cat >"$folder/pom.xml" <<POM
<project><modelVersion>4.0.0</modelVersion><groupId>local</groupId><artifactId>warm</artifactId><version>1</version>
<repositories><repository><id>outspoken</id><url>file://$folder/remote</url></repository></repositories>
<dependencies><dependency><groupId>org.example</groupId><artifactId>lib</artifactId><version>1.0</version></dependency></dependencies></project>
POM
  for version in system $MAVEN_VERSIONS; do
    maven=$store/jvm/apache-maven-$version/bin/mvn
    [ "$version" = system ] && maven=mvn
    "$maven" -q -B -f "$folder/pom.xml" -Dmaven.repo.local="$store/jvm/m2" \
      "org.apache.maven.plugins:maven-dependency-plugin:$MAVEN_DEPENDENCY_PLUGIN_VERSION:resolve"
    "$maven" -q -B -Dmaven.repo.local="$store/jvm/m2" -f "$folder/pom.xml" \
      "org.apache.maven.plugins:maven-deploy-plugin:$MAVEN_DEPLOY_PLUGIN_VERSION:deploy-file" \
      -Dfile="$folder/remote/org/example/lib/1.0/lib-1.0.jar" -DgroupId=org.example -DartifactId=lib -Dversion=2.0 \
      -DrepositoryId=outspoken -Durl="file://$folder/deployed"
  done
  rm -rf "$store/jvm/m2/org/example"
}
