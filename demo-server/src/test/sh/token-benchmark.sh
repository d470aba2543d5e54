#!/usr/bin/env bash
# Tokens per CPU second of the demo server and of plain Spring Authorization Server, as a table in Markdown. Needs wrk,
# and a built project: mvn package. The servers run at once and take turns, so that a busy machine is busy for all.
#   token-benchmark.sh [-s "memory h2 postgres"] [-g "client_credentials password refresh_token"] [-a "ES256 RS256"]
#                      [-r rounds] [-t seconds of a round] [-w tokens of each server before] [-x "arm arm ..."]
#                      [-c connections] [-m milliseconds between the requests of each]
# Arms: plain Spring Authorization Server, the same with ten claims by hand (plainhand), with the starter and ten rules
# (plain10); the demo server with the starter turned off (without), the same by hand (byhand), with the starter (rules0,
# rules10); the packaged jar (production, production25, before).
# Environment: JAVA, what all but production25 run on; JAVA25, for the arm "production25", the packaged jar as
# docs/operations.md launches it; BEFORE, the launch of another jar, for the arm "before".
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../../.."

stores="memory h2 postgres" grants="client_credentials password refresh_token" algorithms="ES256 RS256"
rounds=7 seconds=3 warmup=80000 wait=0 connections=16 arms="plain without byhand rules0 rules10 production"
while getopts s:g:a:r:t:w:m:x:c: option; do
    case $option in
        s) stores=$OPTARG ;; g) grants=$OPTARG ;; a) algorithms=$OPTARG ;; r) rounds=$OPTARG ;;
        t) seconds=$OPTARG ;; w) warmup=$OPTARG ;; m) wait=$OPTARG ;; x) arms=$OPTARG ;; c) connections=$OPTARG ;; *) exit 2 ;;
    esac
done
java=${JAVA:-java}
launch="-XX:+UseParallelGC -Xmx512m"
jar=demo-server/target/claims-dsl-demo-server-0.1.0-SNAPSHOT.jar
script=demo-server/src/test/sh/token.lua
work=$(mktemp -d)
declare -A pid port
trap 'kill "${pid[@]}" 2>/dev/null || true; wait; rm -rf "$work"' EXIT

classes="demo-server/target/test-classes:demo-server/target/classes"
[ demo-server/target/benchmark.cp -nt demo-server/pom.xml ] || nice mvn -Pquick -q -B -ntp -DskipTests package dependency:build-classpath \
    -Dmdep.outputFile=target/benchmark.cp >&2
classes="$classes:$(cat demo-server/target/benchmark.cp)"
package=io.github.claimsdsl.demo

# The process of an arm: "rules0" and "rules10" are two requests to one, so are "without" and "byhand".
process() { case $1 in rules0 | rules10) echo demo ;; byhand) echo without ;; *) echo "$1" ;; esac }

start() { # arm, store
    local name=$1 store=$2 url
    port[$name]=$((9700 + ${#port[@]}))
    url="jdbc:h2:file:$work/$store-$name"
    [ "$store" = postgres ] && url="jdbc:postgresql://localhost:9699/$name?user=postgres"
    [ "$store" = postgres ] && url="$url&password=postgres"
    local options=("--server.port=${port[$name]}" "--spring.datasource.url=$url" "--demo.data-directory=$work/$name-$store"
        "--spring.config.additional-location=file:demo-server/src/test/resources/benchmark.yml"
        "--plain.store=$([ "$store" = memory ] && echo memory || echo jdbc)")
    [ "$store" = postgres ] && options+=("--spring.datasource.username=postgres" "--spring.datasource.password=postgres")
    [ "$store" = memory ] && options+=("--demo.store.authorizations=memory")
    # plain keeps every token for ever, so it has more memory
    # shellcheck disable=SC2086
    case $name in
        plain | plainhand) exec $java -Xmx2g -cp "$classes" $package.benchmark.PlainServer "${options[@]}" ;;
        plain10) exec $java -Xmx2g -cp "$classes" $package.benchmark.PlainServer "${options[@]}" --claims-dsl.enabled=true ;;
        without) exec $java $launch -cp "$classes" $package.benchmark.DemoWithoutStarter "${options[@]}" ;;
        demo) exec $java $launch -cp "$classes" $package.DemoServerApplication "${options[@]}" ;;
        production) exec $java $launch -jar $jar "${options[@]}" ;;
        production25) exec $JAVA25 $launch -jar $jar "${options[@]}" ;;
        before) exec $BEFORE "${options[@]}" ;;
    esac >"$work/$name-$store.log" 2>&1 &
    pid[$name]=$!
}

await() { # arm
    for _ in $(seq 240); do
        curl -s -o /dev/null "http://localhost:${port[$1]}/.well-known/openid-configuration" && return
        kill -0 "${pid[$1]}" || break
        sleep 0.5
    done
    cat "$work/$1"-*.log >&2
    exit 1
}

cpu() { awk '{ sub(/.*\) /, ""); print $12 + $13 }' "/proc/$1/stat"; } # ticks of user and system time

form() { # arm, grant, algorithm
    local rules=0
    case $1 in rules10 | plain10 | production* | before) rules=10 ;; esac
    local form="scope=read%3Amessages&algorithm=$3"
    case $1 in byhand | plainhand) form="$form&by_hand=https%3A%2F%2Frules10.example.com%2F$3" ;; esac
    [ "$2" = refresh_token ] || form="$form&audience=https%3A%2F%2Frules$rules.example.com%2F$3"
    echo "$form"
}

refresh_tokens() { # arm, algorithm: one for each connection and more, one a line
    for _ in $(seq 40); do
        curl -sf -u trusted-app:trusted-secret "http://localhost:${port[$(process "$1")]}/oauth2/token" \
            -d "grant_type=password&username=alice&password=wonderland&$(form "$1" password "$2")" |
            grep -o '"refresh_token":"[^"]*' | cut -d '"' -f 4
    done
}

# Prints "requests errors microseconds p50 p99", and leaves in "before" the ticks when it began.
load() { # arm, grant, algorithm, seconds, connections
    local credentials=trusted-app:trusted-secret tokens=- body
    body="grant_type=$2&$(form "$1" "$2" "$3")"
    case $2 in
        client_credentials) credentials=machine:machine-secret ;;
        password) body="$body&username=alice&password=wonderland" ;;
        refresh_token) tokens=$work/tokens && refresh_tokens "$1" "$3" >"$tokens" && body="$body&refresh_token=" ;;
    esac
    before=$(cpu "${pid[$(process "$1")]}")
    wrk -t2 -c"$5" -d"$4s" --timeout 10s -s "$script" "http://localhost:${port[$(process "$1")]}/oauth2/token" \
        -- "$(printf %s "$credentials" | base64)" "$body" "$tokens" "$wait" | sed -n 's/^RESULT //p'
}

round() { # arm, grant, algorithm: "tokens/CPU second, tokens/s, p50, p99, errors"
    local before
    load "$@" "$seconds" $connections >"$work/result"
    awk -v ticks=$(($(cpu "${pid[$(process "$1")]}") - before)) -v hertz="$(getconf CLK_TCK)" \
        '{ printf "%.1f %.1f %s %s %d\n", ($1 - $2) * hertz / ticks, ($1 - $2) * 1e6 / $3, $4, $5, $2 }' "$work/result"
}

# By number, not by time: all must have compiled the same. With three connections, which leave the compiler some time: with
# sixteen on two cores a server gets faster for two minutes.
warm_up() { # process, grant, algorithm
    local arm=$1 tokens=0
    case $arm in demo) arm=rules10 ;; without) arm=byhand ;; esac
    while [ $tokens -lt "$warm" ]; do
        tokens=$((tokens + $(wait=0 load "$arm" "$2" "$3" 3 3 | awk '{ print $1 + 1 }')))
    done
}

median() { sort -g | awk '{ v[NR] = $1 } END { print (NR % 2) ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }

measure() { # store, grant, algorithm
    for name in $processes; do warm_up "$name" "$2" "$3"; done
    warm=$((warmup / 10))
    rm -f "$work"/*.rounds
    for _ in $(seq "$rounds"); do
        for arm in $arms; do round "$arm" "$2" "$3" >>"$work/$arm.rounds"; done
    done
    local base=
    for arm in $arms; do
        local column=() i
        for i in 1 2 3 4; do column+=("$(cut -d ' ' -f $i "$work/$arm.rounds" | median)"); done
        base=${base:-${column[0]}}
        printf '| %s | %s | %s | %s | %.0f | %.2f | %.0f–%.0f | %.0f | %.1f | %.1f | %d |\n' "$1" "$2" "$3" "$arm" \
            "${column[0]}" "$(awk "BEGIN { print ${column[0]} / $base }")" \
            "$(cut -d ' ' -f 1 "$work/$arm.rounds" | sort -g | head -1)" \
            "$(cut -d ' ' -f 1 "$work/$arm.rounds" | sort -g | tail -1)" "${column[@]:1}" \
            "$(awk '{ sum += $5 } END { print sum }' "$work/$arm.rounds")"
    done
}

echo "$("$java" -version 2>&1 | sed -n 's/.*version "\(.*\)".*/JDK \1/p'), $(nproc) cores, $connections connections," \
    "$rounds rounds of $seconds s, medians; load average $(cut -d ' ' -f 1 /proc/loadavg)"
echo
echo "| store | grant | signature | arm | tokens/CPU s | ratio | least–most | tokens/s | p50 ms | p99 ms | errors |"
echo "|---|---|---|---|---|---|---|---|---|---|---|"
processes=$(for arm in $arms; do process "$arm"; done | sort -u)
for store in $stores; do
    pid=() port=()
    if [ "$store" = postgres ]; then
        # shellcheck disable=SC2086
        $java -cp "$classes" $package.benchmark.PostgresServer 9699 $processes >"$work/postgres.log" 2>&1 &
        pid[postgres]=$!
        for _ in $(seq 240); do grep -q ready "$work/postgres.log" && break; sleep 0.5; done
    fi
    warm=$warmup
    for name in $processes; do start "$name" "$store"; await "$name"; done
    for grant in $grants; do
        for algorithm in $algorithms; do measure "$store" "$grant" "$algorithm"; done
    done
    kill "${pid[@]}"
    wait
done
