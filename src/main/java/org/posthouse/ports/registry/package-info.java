/// What is written about ports: the registry of today in the terms of RFC 6335, its dated history
/// from 1972 on, and who stood in it. It travels with the program, asks no network, and knows
/// nothing of any machine.
@NullMarked
package org.posthouse.ports.registry;

import org.jspecify.annotations.NullMarked;
