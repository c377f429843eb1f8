# Sourced by the launcher when there is no build yet, or the sources are newer than it. POSIX sh.
#
# A build goes into a folder of its own below target/launch, and `current` is moved to it as the last step: a Wattle
# that is running keeps the jars it was started from, and one that starts meanwhile sees a whole build or none.
# Maven's own output goes to target/launcher in each module, so that it never meets a build of yours or of an IDE.

. "$root/scripts/jdk.sh"

# A run whose classes go into the AOT cache, and before it, in the same JVM, the commands that Main lists for this.
train() {
    trained_jar=$1
    set -- $plain $brief $small
    # Its record is not the user's, and finds the folders that a second run finds.
    mkdir -p "$dir/training/running" "$dir/training/runs" || return 1
    # A processor with a counter, whatever this machine has: it is the first that a short run waits for.
    zone=$dir/training/sys/class/powercap/intel-rapl:0
    mkdir -p "$zone" && echo package-0 >"$zone/name" && echo 262143328850 >"$zone/max_energy_range_uj" &&
        echo 1000000 >"$zone/energy_uj" || return 1
    WATTLE_HOME=$dir/training WATTLE_SYS=$dir/training/sys \
        "$java" -XX:AOTMode=record -XX:AOTConfiguration="$dir/aot.config" "$@" \
        -Dwattle.training=true -jar "$trained_jar" run --interval 0.1 --zone DE -- sleep 0.3 || return 1
    "$java" -XX:AOTMode=create -XX:AOTConfiguration="$dir/aot.config" -XX:AOTCache="$dir/wattle.aot" "$@" \
        -jar "$trained_jar" || return 1
    rm -rf "$dir/aot.config" "$dir/training"
}

# A start of the server, which ends after one answer. It has a cache of its own: in the other one its classes would cost
# every command time.
train_server() {
    trained_jar=$1
    set -- $plain
    mkdir -p "$dir/training" || return 1
    WATTLE_HOME=$dir/training WATTLE_DATABASE= \
        "$java" -XX:AOTMode=record -XX:AOTConfiguration="$dir/aot.config" "$@" \
        -Dwattle.training.serve=true -jar "$trained_jar" serve --port 0 || return 1
    "$java" -XX:AOTMode=create -XX:AOTConfiguration="$dir/aot.config" -XX:AOTCache="$dir/serve.aot" "$@" \
        -jar "$trained_jar" || return 1
    rm -rf "$dir/aot.config" "$dir/training"
}

build() {
    launch=$root/target/launch
    if ! mkdir -p "$launch" 2>/dev/null || ! [ -w "$launch" ]; then
        [ -n "$jar" ] && return 0 # Not ours to rebuild: the build that is there will do.
        echo "error WATTLE-1002: Wattle is not built yet and $root cannot be written to." \
            "Run it once as a user who may write there." >&2
        return 1
    fi
    jdk=$(find_jdk) || return 1
    (
        if command -v flock >/dev/null 2>&1; then flock 9; fi
        fresh && exit 0 # Someone else built while this one waited.
        build_locked
    ) 9>"$launch/lock" || return 1
    fresh || [ -n "$jar" ]
}

# What Maven made is ours alone, and nothing that runs is started from it.
forget() {
    rm -rf "$root/target/launcher" "$root"/*/target/launcher
}

compile() {
    JAVA_HOME=$jdk mvn -q -B -f "$root/pom.xml" -pl cli -am -Dwattle.target=target/launcher -Dmaven.test.skip=true \
        -Dspotless.check.skip=true package </dev/null >"$log" 2>&1 9>&- &&
        "$java" $plain $brief -jar "$root/cli/target/launcher/wattle.jar" version </dev/null >>"$log" 2>&1 9>&-
}

# A build that was killed leaves half-written files, which Maven takes for whole ones when they are newer than the
# sources. What is known to be such is thrown away first; where a build fails on top of an older one, it is made once
# more from nothing.
compile_again() {
    before=
    for old in "$root"/*/target/launcher; do [ -d "$old" ] && before=yes; done
    if [ -e "$launch/unfinished" ]; then
        forget
        before=
    fi
    : >"$launch/unfinished" || return 1
    compile || { [ -n "$before" ] && forget && compile; }
    built=$?
    rm -f "$launch/unfinished"
    return $built
}

# In a subshell, under the lock.
build_locked() {
    log=$launch/build.log
    name=$(date +%Y%m%d%H%M%S)-$$
    dir=$launch/$name
    java=$jdk/bin/java
    if ! command -v mvn >/dev/null 2>&1; then
        echo "error WATTLE-1003: Maven is needed to build Wattle once, and mvn is not on the PATH. Install it (Debian: maven)." >&2
        exit 1
    fi
    if [ -n "$jar" ]; then why="the sources have changed, building again"; else why="building once (about a minute)"; fi
    echo "wattle: $why…" >&2
    mkdir -p "$dir" && : >"$dir/stamp" # Before the build: what is edited while it runs is newer than it.
    if ! compile_again; then
        rm -rf "$dir"
        echo "error WATTLE-1004: the build failed. The end of $log:" >&2
        tail -n 15 "$log" >&2
        exit 1
    fi
    cp -R "$root/cli/target/launcher/wattle.jar" "$root/cli/target/launcher/lib" "$dir/" || exit 1
    # Without the cache Wattle starts a little later and is the same otherwise.
    (
        unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS
        train "$dir/wattle.jar"
    ) </dev/null >>"$log" 2>&1 9>&- || rm -f "$dir/wattle.aot"
    (
        unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS
        train_server "$dir/wattle.jar"
    ) </dev/null >>"$log" 2>&1 9>&- || rm -f "$dir/serve.aot"
    previous=${jar%/*}
    {
        echo "name='$name'"
        printf "java='%s'\n" "$(printf '%s' "$java" | sed "s/'/'\\\\''/g")"
        printf "java_asked='%s'\n" "$(printf '%s' "${WATTLE_JAVA_HOME:-}" | sed "s/'/'\\\\''/g")"
    } >"$dir/current" && mv -f "$dir/current" "$launch/current" || exit 1
    # The one before stays for those who run from it; what is older goes.
    for old in "$launch"/*/; do
        case ${old%/} in "$dir" | "$previous") ;; *) rm -rf "$old" ;; esac
    done
}
