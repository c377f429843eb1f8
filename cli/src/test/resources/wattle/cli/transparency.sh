# standard output, binary
RUN printf 'a\0b\377\n'
# standard error
RUN sh -c 'echo out; echo err >&2'
# exit code 0
RUN true
# exit code 7
RUN sh -c 'exit 7'
# exit code 255
RUN sh -c 'exit 255'
# killed by SIGKILL
{ RUN sh -c 'kill -KILL $$'; echo $?; } 2>/dev/null
# killed by SIGSEGV
{ RUN sh -c 'kill -SEGV $$'; echo $?; } 2>/dev/null
# killed by SIGTERM
{ RUN sh -c 'kill -TERM $$'; echo $?; } 2>/dev/null
# no such command
RUN /no/such/command 2>/dev/null
# no such command on the path
RUN no-such-command-anywhere 2>/dev/null
# an empty command
RUN '' 2>/dev/null
# not executable
RUN /etc/passwd 2>/dev/null
# a folder
RUN /usr 2>/dev/null
# a script without its first line
f=$(mktemp) && echo 'echo "plain $1 $#"' >"$f" && chmod +x "$f" && RUN "$f" 'a b'; code=$?; rm "$f"; exit $code
# a command on a path of its own
d=$(mktemp -d) && ln -s /bin/echo "$d/own-echo" && PATH=$d:$PATH && RUN own-echo found; rm -r "$d"
# working directory
cd /usr/share && RUN readlink /proc/self/cwd
# working directory through a link
d=$(mktemp -d) && ln -s /usr "$d/link" && cd "$d/link" && RUN sh -c 'pwd' | sed 's|.*/||'
# environment
RUN env -0 | grep -zav '^_=' | sort -z
# environment with names and bytes that shells do not like
env a.b=1 'BASH_FUNC_x%%=() { :; }' PWD=/wrong OLDPWD=/x EMPTY= $'LATIN=\xff\xfe' $'LINES=one\ntwo' 1=2 RUN env -0 | grep -zav '^_=' | sort -z
# environment of the JVM's own variables
env JAVA_TOOL_OPTIONS=-Dx=y _JAVA_OPTIONS=-Dz=1 JDK_JAVA_OPTIONS=-Dw=2 _JAVA_SR_SIGNUM=55 RUN env -0 | grep -zav '^_=' | sort -z
# empty environment
env -i "_WATTLE_CLASSPATH=$_WATTLE_CLASSPATH" "WATTLE_JAVA_HOME=$WATTLE_JAVA_HOME" RUN /usr/bin/env -0 | sort -z
# large environment
export BIG=$(head -c 90000 /dev/zero | tr '\0' x); RUN sh -c 'echo ${#BIG}'
# arguments
RUN printf '<%s>\n' '' 'a b' $'two\nlines' -- -x --help --quiet @file '*' '$HOME' "it's" '"' '\' ''
# arguments that are no UTF-8
RUN printf '<%s>\n' é 日本 $'\xff\xfe' | od -An -tx1
# arguments in the C locale
LC_ALL=C RUN printf '<%s>\n' $'\xc3\xa9' | od -An -tx1
# twenty thousand arguments
RUN sh -c 'echo $#' x $(seq 20000)
# options of the child
RUN sh -c 'echo "$0" "$@"' --interval 5 --debug -h
# input from a pipe
seq 100000 | RUN cat | cksum
# input from a file
RUN cat </etc/passwd
# input from /dev/null
RUN cat </dev/null
# input closed
RUN sh -c '[ -e /proc/$$/fd/0 ] && echo open || echo closed' <&-
# output closed
RUN sh -c '[ -e /proc/$$/fd/1 ] && echo open >&2 || echo closed >&2' >&-
# error closed
RUN sh -c '[ -e /proc/$$/fd/2 ] && echo open || echo closed' 2>&-
# input is shared, not read ahead
printf 'one\ntwo\n' >"${f=$(mktemp)}"; { RUN sh -c 'read -r a; echo "$a"'; cat; } <"$f"; rm "$f"
# a reader that leaves early
RUN sh -c 'yes | head -n 2; exit 4' | cat; echo "${PIPESTATUS[0]}"
# a writer to a closed pipe
RUN yes | head -n 1; echo "${PIPESTATUS[0]}"
# 100 MB through pipes
head -c 100000000 /dev/zero | RUN cat | cksum
# open files limit
ulimit -Sn 200; RUN sh -c 'ulimit -Sn; ulimit -Hn'
# core size limit
ulimit -Sc 0; RUN sh -c 'ulimit -Sc; ulimit -Su; ulimit -Ss'
# umask
umask 027; RUN sh -c umask
# niceness
nice -n 5 RUN nice
# blocked and ignored signals
RUN awk '/^Sig(Blk|Ign)/ {print substr($2, 9)}' /proc/self/status | sed 's/^8/0/'
# signals that were ignored stay so
trap '' HUP USR1 USR2 TERM QUIT PIPE; RUN awk '/^SigIgn/ {print substr($2, 9)}' /proc/self/status | sed 's/^[89]/0/'
# signals that were blocked stay so
env --block-signal=USR1,TERM,QUIT RUN grep -E '^SigBlk' /proc/self/status
# nohup
nohup RUN sh -c 'kill -HUP $$; echo alive' 2>/dev/null
# process group and session
own=$(cut -d' ' -f5,6 /proc/$$/stat); [ "$own" = "$(RUN sh -c 'cut -d" " -f5,6 /proc/$$/stat')" ] && echo same
# descriptor 3 for reading
RUN sh -c 'cat <&3' 3</etc/passwd
# descriptor 3 for writing
RUN sh -c 'echo three >&3' 3>&1
# descriptor 12
exec 12</etc/passwd; RUN readlink /proc/self/fd/12
# no descriptor more than there should be
RUN sh -c 'cd /proc/$$/fd && echo *' 3</dev/null 5</dev/null
# no descriptor at all
RUN sh -c 'cd /proc/$$/fd && echo *'
# process substitution
RUN cat <(echo one) <(echo two)
# output substitution
RUN tee >(cat >&2) </etc/hostname >/dev/null; wait $!
# background children
RUN sh -c 'sleep 0.05 & wait; echo waited'
# a daemon that holds the output
RUN sh -c '(sleep 0.3; echo late) & echo early' | cat
# a deep tree
RUN sh -c 'down() { if [ "$1" -gt 0 ]; then (down $(($1 - 1))); else echo deep; fi; }; down 40'
# many children
RUN sh -c 'i=0; while [ $i -lt 200 ]; do (exit 0) & i=$((i + 1)); done; wait; echo $i'
# inside itself
RUN RUN sh -c 'echo nested; exit 9'
# the options of a JVM below
env JAVA_TOOL_OPTIONS=-Dseen=yes RUN "$WATTLE_JAVA_HOME/bin/java" -version 2>&1 | head -n 1
