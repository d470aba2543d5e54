#!/usr/bin/env bash
# Ten minutes of load on two nodes with one PostgreSQL, with cut connections and a killed node: see Soak.java.
#   soak.sh [minutes]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../../.."

nice mvn -Pquick -q -B -ntp -pl claims-dsl,starter,demo-server test \
    -Dtest=Soak -Dsurefire.failIfNoSpecifiedTests=false "-DargLine=-Dsoak.minutes=${1:-10}"
