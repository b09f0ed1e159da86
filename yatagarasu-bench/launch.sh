# What jmh, compare and conformance are made of: builds the benchmarks if needed and becomes a JVM. POSIX sh, to be sourced with $root
# set to the root of the sources.

. "$root/yatagarasu-server-jetty/src/main/dist/bin/launcher.sh"

bench=$root/yatagarasu-bench/target

# Whether the benchmarks are missing or older than their sources.
outdated() {
    [ -f "$bench/built" ] && [ -f "$bench/class-path" ] || return 0
    [ -n "$(cd "$root" && find pom.xml yatagarasu-bom/pom.xml yatagarasu-api/pom.xml yatagarasu-api/src/main \
        yatagarasu-core/pom.xml yatagarasu-core/src/main yatagarasu-cache-redis/pom.xml \
        yatagarasu-cache-redis/src/main yatagarasu-bench/pom.xml yatagarasu-bench/src/main \
        -type f -newer "$bench/built" | head -n 1)" ]
}

build_bench() {
    command -v mvn >/dev/null || fail 1 "Maven (mvn) is needed to build the benchmarks: install version 3.8 or newer"
    echo "yatagarasu: building yatagarasu-bench; the first time this takes a few minutes" >&2
    (cd "$root" && mvn -q -B -ntp -Pfast -Dmaven.test.skip=true -pl yatagarasu-bench -am package) >&2 ||
        fail 1 "the build failed, see above"
    touch "$bench/built"
}

# Becomes a JVM that runs $1... with the benchmarks on the class path.
run_bench() {
    find_java
    if outdated; then
        build_bench
    fi
    exec "$java_home/bin/java" ${JAVA_OPTS:-} -cp "$bench/classes:$(cat "$bench/class-path")" "$@"
}
