# Sourced by the scripts beside it: find_jdk prints the home of a JDK 25 or newer, or says why not.
# POSIX sh. Only a JDK will do (Wattle builds itself once), so the compiler has to be there.

wattle_jdk_wanted=25

# 0 when $1 is the home of a JDK that is new enough. The version is read, not asked for: starting a JVM costs 40 ms.
is_jdk() {
    [ -n "$1" ] && [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
    jdk_version=$(sed -n 's/^JAVA_VERSION="\{0,1\}\([0-9][0-9]*\).*/\1/p' "$1/release")
    [ "${jdk_version:-0}" -ge "$wattle_jdk_wanted" ]
}

# The home of the `java` on the PATH, through symbolic links; empty where there is none.
jdk_on_path() {
    jdk_java=$(command -v java) || return 0
    jdk_java=$(readlink -f "$jdk_java" 2>/dev/null) || return 0
    printf '%s\n' "${jdk_java%/bin/java}"
}

find_jdk() {
    for jdk_home in "${WATTLE_JAVA_HOME:-}" "${JAVA_HOME:-}" "${JDK_25:-}" "${JAVA25_HOME:-}" "$(jdk_on_path)" \
        /usr/lib/jvm/* /usr/local/lib/jvm/* /opt/java/* /opt/jdk* \
        "${SDKMAN_DIR:-${HOME:-/nonexistent}/.sdkman}"/candidates/java/* "${HOME:-/nonexistent}"/.jdks/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home \
        "${HOME:-/nonexistent}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
        /opt/homebrew/opt/openjdk/libexec/openjdk.jdk/Contents/Home; do
        if is_jdk "$jdk_home"; then
            printf '%s\n' "$jdk_home"
            return 0
        fi
    done
    echo "error WATTLE-1001: no JDK $wattle_jdk_wanted or newer was found. Looked at WATTLE_JAVA_HOME, JAVA_HOME, JDK_25," \
        "JAVA25_HOME, the PATH, /usr/lib/jvm, /usr/local/lib/jvm, /opt, SDKMAN, ~/.jdks and the macOS folders. Install" \
        "one (Debian: openjdk-25-jdk-headless, or temurin-25-jdk), or set WATTLE_JAVA_HOME to it." >&2
    return 1
}
