# Lets exactly those read of whom and what a test has put under data.given.grants.
package grants

default allow := false

allow if [input.principal, input.key] in data.given.grants
