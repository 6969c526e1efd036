#!/bin/sh
# Express on Node.js. EXPRESS names a folder whose node_modules has it.
. "$(dirname "$0")/../../../targets/lib.sh"
begin "$@"
NODE_PATH=${EXPRESS:-$here/../../../../.build/express}/node_modules
NODE_PATH=$NODE_PATH:/usr/share/nodejs
PORT=$port
export NODE_PATH PORT
spawn node "$here/batch.js"
ready /
