#!/usr/bin/env bash
# Wall and CPU time from the start of the demo server to its first token, as a table in Markdown. The variants take
# turns; each has its own database, made before. Needs a built project: mvn package.
#   startup-benchmark.sh [rounds]         # environment: JAVA and JAVA25, two JDKs' commands
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../../.."

rounds=${1:-5} port=9690
java=${JAVA:-java} java25=${JAVA25:-}
jar=$(ls "$PWD"/demo-server/target/claims-dsl-demo-server-*.jar | head -1)
work=$(mktemp -d)
server=
trap 'kill "$server" 2>/dev/null || true; rm -rf "$work"' EXIT

awk 'BEGIN {
    print "claims-dsl:\n  policies:"
    for (i = 0; i < 1000; i++)
        printf "    p%d: { audience: \"https://api.example.com\", client: client%d, claims: { x: user.email, y: { value: lower(user.email), when: \"user.roles contains '"'role%d'"'\" } } }\n", i, i, i
}' >"$work/thousand.yml"

launch() { # variant, further options
    local command=("$java" -jar "$jar")
    case $1 in
        without) set -- "$@" --claims-dsl.enabled=false ;;
        thousand) set -- "$@" "--spring.config.additional-location=file:$work/thousand.yml" ;;
        extracted) command=("$java" -jar "$work/app/${jar##*/}") ;;
        cds) command=("$java" -XX:SharedArchiveFile="$work/app.jsa" -Xlog:cds=off -jar "$work/app/${jar##*/}") ;;
        jdk25) command=("$java25" -jar "$work/app/${jar##*/}") ;;
        aot-cache) command=("$java25" -XX:AOTCache="$work/app.aot" -jar "$work/app/${jar##*/}") ;;
    esac
    exec "${command[@]}" --server.port=$port "--demo.data-directory=$work/data-$1" "${@:2}"
}

token() { curl -sf -o /dev/null -u machine:machine-secret "http://localhost:$port/oauth2/token" -d grant_type=client_credentials; }

run() { # variant: "wall ms, CPU ms"
    local begin
    begin=$(date +%s%N)
    launch "$1" >"$work/$1.log" 2>&1 &
    server=$!
    until token; do
        kill -0 $server || { cat "$work/$1.log" >&2; exit 1; }
        sleep 0.05
    done
    echo "$((($(date +%s%N) - begin) / 1000000)) $(awk -v hertz="$(getconf CLK_TCK)" \
        '{ sub(/.*\) /, ""); print ($12 + $13) * 1000 / hertz }' /proc/$server/stat)" >>"$work/$1.times"
    kill $server
    wait $server || true
}

median() { cut -d ' ' -f "$2" "$work/$1.times" | sort -g | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

variants="without with thousand extracted cds"
"$java" -Djarmode=tools -jar "$jar" extract --destination "$work/app" >/dev/null
# Without native cryptography: Java 17 fails while it archives lambdas of a signed jar
"$java" -XX:ArchiveClassesAtExit="$work/app.jsa" -Dspring.context.exit=onRefresh -jar "$work/app/${jar##*/}" \
    --demo.keys.native-cryptography=false "--demo.data-directory=$work/data-cds" >/dev/null 2>&1
if [ -n "$java25" ]; then
    variants="$variants jdk25 aot-cache"
    "$java25" -XX:AOTCacheOutput="$work/app.aot" -Dspring.context.exit=onRefresh -jar "$work/app/${jar##*/}" \
        "--demo.data-directory=$work/data-aot-cache" >/dev/null 2>&1
fi
for variant in $variants; do run "$variant"; rm "$work/$variant.times"; done
for _ in $(seq "$rounds"); do
    for variant in $variants; do run "$variant"; done
done
echo "$rounds rounds, medians; load average $(cut -d ' ' -f 1 /proc/loadavg)"
echo
echo "| start | CPU, s | ratio | wall, s |"
echo "|---|---|---|---|"
base=$(median without 2)
for variant in $variants; do
    awk -v v="$variant" -v cpu="$(median "$variant" 2)" -v wall="$(median "$variant" 1)" -v base="$base" \
        'BEGIN { printf "| %s | %.2f | %.2f | %.2f |\n", v, cpu / 1000, cpu / base, wall / 1000 }'
done
