#!/usr/bin/env bash
exec java "${@:1:1}" -jar demo-server/target/claims-dsl-demo-server-0.1.0-SNAPSHOT.jar "${@:3}"
