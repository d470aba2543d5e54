#!/usr/bin/env bash
# Builds the demo server with bean definitions generated ahead of time, runs the jar with
# -Dspring.aot.enabled=true and asks for the scenario's token. Run from the root.
set -euo pipefail

port=${1:-9787}
work=$(mktemp -d)
trap 'kill "${server:-}" 2>/dev/null || true; rm -rf "$work"' EXIT

mvn -B -ntp -q -Pquick,aot -DskipTests package
java -Dspring.aot.enabled=true -jar demo-server/target/claims-dsl-demo-server-*.jar \
    --server.port="$port" --demo.data-directory="$work/data" >"$work/log" 2>&1 &
server=$!

for _ in $(seq 120); do
    curl -s -o /dev/null "http://localhost:$port/actuator/health" && break
    kill -0 "$server" || { cat "$work/log"; exit 1; }
    sleep 0.5
done
grep -q 'Starting AOT-processed' "$work/log"
curl -s -u trusted-app:trusted-secret "http://localhost:$port/oauth2/token" \
    -d grant_type=password -d username=alice -d password=wonderland \
    -d scope=openid -d audience=https://api.example.com >"$work/tokens"
sed 's/.*"access_token":"[^.]*\.\([^."]*\).*/\1/' "$work/tokens" | tr '_-' '/+' |
    awk '{ while (length % 4) $0 = $0 "="; print }' | base64 -d >"$work/claims"
grep -q '"https://mydomain.com/claims/email":"alice@mydomain.com"' "$work/claims"
echo "The AOT-processed server issued the scenario's token."
