#!/usr/bin/env bash
# Takes the screenshots in this folder: the real program in a real terminal (xterm) on a screen without a monitor (Xvfb).
# Needs: xterm, Xvfb, xdotool, ImageMagick (import), a monospaced font and one with Hangul.
# On Debian: xterm xvfb xdotool imagemagick fonts-dejavu-core fonts-noto-cjk
#
#   screenshots/make.sh [NAME...]      all pictures, or the named ones
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
top=$(dirname "$here")
program=$top/target/release/koreacyber-tui
[ -x "$program" ] || (cd "$top" && cargo build --release)

home=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null; rm -rf "$home"' EXIT
export DISPLAY=:97
Xvfb $DISPLAY -screen 0 1800x1100x24 -nolisten tcp >/dev/null 2>&1 &
for _ in $(seq 50); do xdotool getdisplaygeometry >/dev/null 2>&1 && break; sleep 0.1; done

# An article of our own, so that there are drafts to show.
cat >"$home/story.txt" <<'EOF'
Seoul, Washington to hold ransomware drill after memorandum

SEOUL, March 14 -- South Korea and the United States signed a memorandum of understanding on Thursday on joint exercises
against ransomware, the Ministry of National Defense said.

Officials of U.S. Cyber Command and South Korea's Cyber Operations Command put their names to the paper in Seoul.

The two sides plan to hold a first exercise under the memorandum in September against North Korean hacking.
EOF

# picture NAME COLUMNSxROWS dark|light STORE ARGUMENT... -- KEY...
picture() {
    local name=$1 size=$2 ground=$3 store=$4; shift 4
    if [ ${#wanted[@]} -gt 0 ] && [[ ! " ${wanted[*]} " == *" $name "* ]]; then return; fi
    local arguments=() bg=#101216 fg=#d8dbe0
    while [ "$1" != -- ]; do arguments+=("$1"); shift; done
    shift
    [ "$ground" = light ] && { bg=#fbfbf8; fg=#1d2024; }
    env -i HOME="$home/$store" PATH="$PATH" DISPLAY=$DISPLAY LANG=C.UTF-8 xterm -u8 -geometry "$size+0+0" -b 8 -bw 0 +sb \
        -fa 'DejaVu Sans Mono' -fd 'Noto Sans Mono CJK KR' -fs 11 -bg "$bg" -fg "$fg" \
        -xrm 'XTerm*color4: #4f8ff7' -xrm 'XTerm*cursorBlink: false' -T "$name" \
        -e "$program" --today 2026-11-28 "${arguments[@]}" &
    local window
    local terminal=$!
    window=$(timeout 20 xdotool search --sync --onlyvisible --name "^$name\$" | head -1)
    xdotool windowfocus "$window"
    sleep 1
    for key in "$@"; do
        case $key in
            type:*) timeout 20 xdotool type --delay 40 "${key#type:}" ;;
            *) timeout 20 xdotool key --delay 40 "$key" ;;
        esac
        sleep 0.15
    done
    sleep 0.6
    timeout 20 import -window "$window" -strip "$here/$name.png"
    kill "$terminal" 2>/dev/null
    wait "$terminal" 2>/dev/null || true
    echo "$name.png"
}

wanted=("$@")
mkdir -p "$home/built-in" "$home/own"
HOME=$home/own "$program" import "$home/story.txt" --published 2024-03-14 --publisher "The Example Daily" >/dev/null

picture timeline 140x40 dark built-in -- type:/ type:"cybercom mou" Return Escape
picture filter 140x40 dark built-in -- type:/ type:nakasone
picture detail 120x40 light built-in -- type:/ type:"camp david" Return Tab
picture reader 100x30 dark own -- type:V Return
picture review 120x30 dark own -- type:v
picture korean 120x34 light built-in -- L L type:/ type:사이버사령부
picture small 60x15 dark built-in -- type:/ type:ronin Return
picture axis 140x40 dark built-in -- type::2022-08 Return plus plus
picture axis-days 110x30 light built-in -- type::2023-12 Return plus plus plus
picture axis-stacked 80x24 dark built-in -- type::2022-05 Return plus
picture language 140x40 dark built-in -- type:/ type:"kind:sanction|indictment year:2022..2023 actor:la" Tab
picture mistake 110x30 light built-in -- type:/ type:"seoul kind:mux"
picture initials 110x30 dark built-in -- L L type:/ type:ㅅㅇㅂㅅㄹㅂ
picture responses 140x40 dark built-in -- type:w type:jjjj
picture responses-ronin 110x30 light built-in -- type:/ type:ronin Return type:w
picture responses-small 60x15 dark built-in -- type:w type:jj
picture thread 120x34 dark built-in -- type:/ type:"camp david summit" Return type:t
picture commitments 120x34 light built-in -- type:c Tab
picture import 100x30 dark own -- type:i 'type:~/../sto' Tab
picture help 100x34 dark built-in -- type:?
