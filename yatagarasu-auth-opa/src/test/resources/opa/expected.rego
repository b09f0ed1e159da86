# Allows only if the input document is, in full, what a test has put under data.given.expected.
package expected

default allow := false

allow if input == data.given.expected
