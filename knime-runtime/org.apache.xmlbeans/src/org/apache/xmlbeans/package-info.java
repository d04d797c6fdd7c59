/** Clean-room stand-in for XMLBeans' package of this name: its exception. */
package org.apache.xmlbeans;
