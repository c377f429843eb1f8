# For the commands of the tests, which move the meters that measure them. $RECORD is the record of the run.

# Sets the counter of a zone, in millijoules, in one write as long as the last.
joules() {
    case $1 in dram-*) zone=intel-rapl:${1#dram-}/intel-rapl:${1#dram-}:0 ;; *) zone=intel-rapl:${1#package-} ;; esac
    printf '%015d\n' "$(($2 * 1000))" 1<>"$WATTLE_SYS/class/powercap/$zone/energy_uj"
}

# One line for each GPU: energy in millijoules, and a return code of NVML, 0 for none.
gpus() {
    printf '%s\n' "$@" >"$TEST_GPUS.next" && mv "$TEST_GPUS.next" "$TEST_GPUS"
}

# Waits until something is in the record.
recorded() {
    until grep -q -- "$1" "$RECORD" 2>/dev/null; do sleep 0.02; done
}

# Waits until a sample has the reading, whatever meter it is of.
seen() {
    recorded "sample.*[[,]$1[],]"
}

# Waits until there is a reading of every meter that was asked for.
metered() {
    recorded 'sample.*,\[[0-9]'
}
