#!/usr/bin/env bash
# How the built program behaves in a terminal: every byte that it writes, every way in which it can end.
# Usage: terminal.sh DICTUM DATA-FOLDER. Needs python3 and the checker of the data folder.
set -uo pipefail
dictum=$(realpath "$1"); shared=$(realpath "$2")
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
export HOME="$work/home" XDG_STATE_HOME="$work/state"; mkdir -p "$HOME"
cp -r "$shared/hostile" "$work/hostile"; chmod -R u+w "$work/hostile"
( cd "$work/hostile" && python3 gen.py special >/dev/null )
check=(python3 "$work/hostile/ptycheck.py")
failed=0
"${check[@]}" --matrix "$work/hostile/expected.tsv" --root "$work/hostile" --only dev --quit q -- "$dictum" {} \
  > "$work/matrix" || failed=1
grep -v '^ok\|^MISS big/' "$work/matrix"
scenarios=open,sigterm,sighup,sigint,tstp,stopcont,resize,tiny,close,close-nosig,flood,burst,paste,pasteopen,notty,stall,idle,mutate,nocolor,mute,nohome,rohome,clocale,dumb
"${check[@]}" --scenario "$scenarios" -- "$dictum" "$work/hostile/cue/same-time.srt" || failed=1
exit $failed
