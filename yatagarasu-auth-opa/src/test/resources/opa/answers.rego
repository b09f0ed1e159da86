# Answers of every kind.
package answers

yes := true

no := false

nothing if input.never

text := "true"

number := 1

list := []

empty := null

object_yes := {"allow": true, "reason": "member of the team", "more": [1]}

object_no := {"allow": false, "reason": "not on Sundays"}

object_plain_no := {"allow": false}

object_empty := {}

object_text := {"allow": "true"}

object_bad_reason := {"allow": false, "reason": 1}
