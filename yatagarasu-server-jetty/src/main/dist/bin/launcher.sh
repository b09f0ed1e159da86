# What bin/yatagarasu is made of: finds a JDK, chooses its options and becomes it. POSIX sh, to be sourced.

oldest_java=21

fail() {
    echo "yatagarasu: $2" >&2
    exit "$1"
}

# Follows symbolic links from $1 to the file itself.
real_file() {
    file=$1
    while [ -L "$file" ]; do
        target=$(readlink "$file")
        case $target in
        /*) file=$target ;;
        *) file=$(dirname "$file")/$target ;;
        esac
    done
    echo "$file"
}

# The feature version of the JDK in directory $1, for example 25; nothing if there is no JDK.
java_version() {
    [ -n "$1" ] && [ -x "$1/bin/java" ] || return 0
    version=
    if [ -r "$1/release" ]; then
        while IFS='=' read -r name value; do
            [ "$name" != JAVA_VERSION ] || version=$value
        done <"$1/release"
    fi
    [ -n "$version" ] || version=$("$1/bin/java" -version 2>&1 | sed -n 's/.* version //p')
    version=${version#\"}
    version=${version#1.}
    echo "${version%%[!0-9]*}"
}

# The home of the java on PATH. On macOS /usr/bin/java only stands for one that may not be there.
java_on_path() {
    command=$(command -v java) || return 0
    command=$(real_file "$command")
    [ "$command" = /usr/bin/java ] || dirname "$(dirname "$command")"
}

# Directories with a JDK where Linux distributions, macOS and the usual tools put them, one on a line.
jdk_places() {
    for place in \
        /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /usr/local/java/* /opt/* /opt/java/* \
        "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/* "${HOME:-}"/.asdf/installs/java/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home \
        "${HOME:-}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
        /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
        /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
        /home/linuxbrew/.linuxbrew/opt/openjdk*/libexec; do
        [ ! -x "$place/bin/java" ] || echo "$place"
    done
}

# Sets java_home and java_feature: JAVA_HOME if it is new enough, else the java on PATH, else the newest there is.
find_java() {
    java_home=
    java_feature=0
    for home in "${JAVA_HOME:-}" "$(java_on_path)"; do
        found=$(java_version "$home")
        if [ "${found:-0}" -ge "$oldest_java" ]; then
            java_home=$home
            java_feature=$found
            return
        fi
    done
    while IFS= read -r home; do
        found=$(java_version "$home")
        if [ "${found:-0}" -ge "$oldest_java" ] && [ "$found" -gt "$java_feature" ]; then
            java_home=$home
            java_feature=$found
        fi
    done <<END
$(jdk_places)
END
    [ -n "$java_home" ] || fail 1 "no Java $oldest_java or newer found in JAVA_HOME (${JAVA_HOME:-not set}), on PATH, or\
 where JDKs usually are: install one (for example from https://adoptium.net) or set JAVA_HOME to its directory"
}

# The JVM options of profile $1 on Java $2.
jvm_options() {
    case $1 in
    default)
        options="-XX:+UseParallelGC -XX:MaxRAMPercentage=60"
        ;;
    small)
        options="-XX:+UseSerialGC -Xmx32m -Xmn5m -Xss512k -XX:MaxDirectMemorySize=16m -XX:ReservedCodeCacheSize=24m"
        options="$options $small_compilations"
        ;;
    *)
        fail 2 "there is no profile \"$1\": set YATAGARASU_PROFILE to default or small, or leave it unset"
        ;;
    esac
    [ "$2" -lt 25 ] || options="$options -XX:+UseCompactObjectHeaders"
    echo "$options -XX:+ExitOnOutOfMemoryError $(log_options "$2") $jetty_options"
}

# A compilation may take as much memory as the whole heap. Bounded so, none takes more than 10 MB, at no cost in speed.
small_compilations="-XX:MaxInlineLevel=9 -XX:C1MaxInlineLevel=4 -XX:MaxNodeLimit=20000 -XX:NodeLimitFudgeFactor=1000"

# The JVM's own warnings go to standard error, and it does not say which classes it leaves out of an archive.
log_options() {
    echo "-Xlog:disable -Xlog:all=warning:stderr -Xlog:cds*=off:stderr"
    [ "$1" -lt 25 ] || echo "-Xlog:aot*=off:stderr"
}

# Jetty would start all of JMX to find this out.
jetty_options=-Dorg.eclipse.jetty.util.referencesPerCacheLine=16

# The file in which the JVM keeps the classes of the jars in directory $1 from one start to the next, or nothing if there
# is no place for it. It is the user's own: a file that others can write would be as good as the program itself.
class_archive() {
    cache=${XDG_CACHE_HOME:-${HOME:+$HOME/.cache}}
    [ -n "$cache" ] && mkdir -p "$cache/yatagarasu" 2>/dev/null && [ -w "$cache/yatagarasu" ] || return 0
    sum=$(cat "$1"/yatagarasu-*.jar | cksum)
    echo "$cache/yatagarasu/classes-${sum%% *}-${YATAGARASU_PROFILE:-default}.jsa"
}

# All jars in directory $1 as a class path.
class_path() {
    jars=
    for jar in "$1"/*.jar; do
        jars=$jars${jars:+:}$jar
    done
    echo "$jars"
}

# Becomes a JVM with the class path $1; what follows are further options, the main class and its arguments.
launch() {
    find_java
    profile=${YATAGARASU_PROFILE:-default}
    jvm=$(jvm_options "$profile" "$java_feature") || exit
    # glibc would keep what the JVM frees in as many places as it has threads.
    [ "$profile" != small ] || export MALLOC_ARENA_MAX="${MALLOC_ARENA_MAX:-1}"
    jars=$1
    shift
    set -f
    # shellcheck disable=SC2086 # Options are words.
    exec "$java_home/bin/java" $jvm ${JAVA_OPTS:-} -cp "$jars" "$@"
}
