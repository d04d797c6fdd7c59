/**
 * Tests of the structure: which packages use each other, which classes nothing needs, and whether the pages for
 * developers name what exists. They read class files and sources; no framework has to run.
 */
package org.seqnet.walls;
